/// The lines of a file with all of their bytes, however large it is.
///
/// For comparing, where every byte counts: nothing is checked, and no line is left out. Data are read with `DataReading`.
package struct WholeLines: ~Copyable {
  private var file: InputFile
  private let quotes: Bool
  private var piece: ArraySlice<UInt8> = []

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - quotes: whether a quoted cell may hold the end of a line, as in CSV.
  package init(_ path: String, quotes: Bool) throws(IOError) {
    file = try InputFile(path)
    self.quotes = quotes
  }

  /// The next line with its end, which the last may lack; `nil` at the end.
  package mutating func next() throws(IOError) -> [UInt8]? {
    var line: [UInt8] = []
    var isQuoted = false
    while true {
      if piece.isEmpty {
        guard let next = try file.next() else { return line.isEmpty ? nil : line }
        piece = next
      }
      var end = piece.startIndex
      while end < piece.endIndex, isQuoted || piece[end] != UInt8(ascii: "\n") {
        if quotes, piece[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      guard end < piece.endIndex else {
        line += piece
        piece = []
        continue
      }
      line += piece[...end]
      piece = piece[(end + 1)...]
      return line
    }
  }
}
