/// ∂ℓ/∂ρ of a read-out's learned constants: terms by row, so that rows can be weighted, added in their order in Float64.
struct ConstantGradient {
  private struct Term {
    let row: Int
    let series: Int
    var slope: Double
  }

  private let count: Int
  private var terms: [Term] = []

  /// No terms, for so many constants.
  init(_ count: Int) { self.count = count }

  /// Removes all terms.
  mutating func removeAll() { terms.removeAll(keepingCapacity: true) }

  /// Adds the slope of one target value.
  mutating func append(_ slope: Double, row: Int, series: Int) {
    terms.append(Term(row: row, series: series, slope: slope))
  }

  /// Multiplies the terms of every row by a weight.
  mutating func weigh(_ weight: (_ row: Int) -> Double) {
    for index in terms.indices { terms[index].slope *= weight(terms[index].row) }
  }

  /// The sum of each constant's terms.
  var sums: [Double] {
    var sums = [Double](repeating: 0, count: count)
    for term in terms { sums[term.series] += term.slope }
    return sums
  }
}
