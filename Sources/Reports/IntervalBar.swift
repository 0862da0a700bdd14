/// A mean and its interval drawn on a scale that several rows share: `  ├──●──┤   `.
package struct IntervalBar {
  /// The characters of a bar where there is room.
  static let width = 27

  private let low: Double
  private let high: Double
  private let reference: Double?
  private let bounds: [Double]

  /// A scale over all of these numbers, with a line at `reference` and dots at `bounds` in every row.
  package init(covering numbers: [Double], reference: Double?, bounds: [Double] = []) {
    let finite = numbers.filter(\.isFinite)
    low = finite.min() ?? 0
    high = finite.max() ?? 0
    self.reference = reference
    self.bounds = bounds
  }

  /// The bar of a mean and its interval; blank without a mean.
  package func text(
    mean: Double?, low: Double? = nil, high: Double? = nil, width: Int = IntervalBar.width
  ) -> String {
    var cells = [Character](repeating: " ", count: width)
    func place(_ value: Double) -> Int { self.place(value, of: width) }
    for bound in bounds { cells[place(bound)] = "·" }
    if let reference { cells[place(reference)] = "┊" }
    guard let mean, mean.isFinite else { return String(cells) }
    if let low, let high, low.isFinite, high.isFinite, place(low) < place(high) {
      for cell in place(low)...place(high) { cells[cell] = "─" }
      cells[place(low)] = "├"
      cells[place(high)] = "┤"
    }
    cells[place(mean)] = "●"
    return String(cells)
  }

  private func place(_ value: Double, of width: Int) -> Int {
    guard high > low else { return width / 2 }
    let share = (value - low) / (high - low)
    return min(width - 1, max(0, Int((share * Double(width - 1)).rounded())))
  }
}
