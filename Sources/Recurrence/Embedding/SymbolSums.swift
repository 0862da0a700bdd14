/// Sums of rows by symbol: the gradient of an embedding, δE[v] = Σ δx_t over the steps whose symbol is v.
///
/// Each sum runs in Float64 in the order in which its rows come. Only symbols that occur take room and time.
struct SymbolSums {
  private let width: Int
  /// The place of each symbol's sum, from 1; 0 for a symbol that has not occurred, [V].
  private var places: [Int32]
  /// The symbols that have occurred, by place.
  private var symbols: [Int] = []
  /// The sums, [symbols that have occurred, e].
  private var sums: [Double] = []

  /// No sums yet.
  init(_ embedding: Embedding) {
    width = embedding.width
    places = Array(repeating: 0, count: embedding.symbols)
  }

  /// Forgets all sums, and keeps their room.
  mutating func clear() {
    for symbol in symbols { places[symbol] = 0 }
    symbols.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
  }

  /// Adds the first numbers of a row to a symbol's sum.
  mutating func add(_ row: Span<some BinaryFloatingPoint>, to symbol: Int) {
    if places[symbol] == 0 {
      symbols.append(symbol)
      sums.append(contentsOf: repeatElement(0, count: width))
      places[symbol] = Int32(symbols.count)
    }
    let first = (Int(places[symbol]) - 1) * width
    for k in 0..<width { sums[first + k] += Double(row[k]) }
  }

  /// Writes the gradient [V × e]: the sums, rounded once, and 0 for symbols that have not occurred.
  func write(into gradient: inout [some BinaryFloatingPoint], _ range: Range<Int>) {
    gradient.withUnsafeMutableBufferPointer { gradient in
      gradient[range].update(repeating: 0)
      for (place, symbol) in symbols.enumerated() {
        let first = range.lowerBound + symbol * width
        for k in 0..<width { gradient[first + k] = .init(sums[place * width + k]) }
      }
    }
  }
}
