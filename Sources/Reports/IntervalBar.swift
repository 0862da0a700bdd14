/// Numbers with their intervals drawn on a scale that several rows share: `  ├──●──┤   `.
package struct IntervalBar {
  /// The characters of a bar where nothing says otherwise.
  package static let usualWidth = 27

  /// The characters that a bar is drawn with.
  struct Marks {
    let (low, line, high, mean, reference, bound):
      (Character, Character, Character, Character, Character, Character)

    init(isPlain: Bool) {
      (low, line, high, mean, reference, bound) =
        isPlain ? ("|", "-", "|", "o", ":", ".") : ("├", "─", "┤", "●", "┊", "·")
    }
  }

  private let low: Double
  private let high: Double
  private let reference: Double?
  private let bounds: [Double]
  private let width: Int
  private let marks: Marks

  /// A scale over all of these numbers.
  ///
  /// - Parameters:
  ///   - numbers: what is drawn.
  ///   - reference: a number with a line in every row.
  ///   - bounds: numbers with a dot in every row.
  ///   - width: characters.
  ///   - isPlain: whether they are of ASCII.
  package init(
    covering numbers: [Double], reference: Double?, bounds: [Double] = [], width: Int = usualWidth,
    isPlain: Bool = false
  ) {
    let finite = numbers.filter(\.isFinite)
    low = finite.min() ?? 0
    high = finite.max() ?? 0
    self.reference = reference
    self.bounds = bounds
    self.width = width
    marks = Marks(isPlain: isPlain)
  }

  /// The bar of a mean and its interval; blank without a mean.
  package func text(mean: Double?, low: Double? = nil, high: Double? = nil) -> String {
    var cells = [Character](repeating: " ", count: width)
    for bound in bounds { cells[place(bound)] = marks.bound }
    if let reference { cells[place(reference)] = marks.reference }
    guard let mean, mean.isFinite else { return String(cells) }
    if let low, let high, low.isFinite, high.isFinite, place(low) < place(high) {
      for cell in place(low)...place(high) { cells[cell] = marks.line }
      cells[place(low)] = marks.low
      cells[place(high)] = marks.high
    }
    cells[place(mean)] = marks.mean
    return String(cells)
  }

  private func place(_ value: Double) -> Int {
    guard high > low else { return width / 2 }
    let share = (value - low) / (high - low)
    return min(width - 1, max(0, Int((share * Double(width - 1)).rounded())))
  }
}
