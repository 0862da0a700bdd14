package import Sequences

/// The borders that divide rows in order of time into training, validation and test ranges.
///
/// With cumulative fractions F₁ and F₂ = F₁ + f₂ of n rows the ranges are [0, ⌊F₁n⌋), [⌊F₁n⌋, ⌊F₂n⌋) and
/// [⌊F₂n⌋, n). A product within 10⁻⁹n of a whole number counts as that number, so that 0.7 + 0.1 of 10 rows
/// are 8 and not 7.
package struct ChronologicalSplit: Sendable, Hashable {
  /// The first row of validation.
  package let validationStart: Int
  /// The first row of test.
  package let testStart: Int
  /// All rows.
  package let rowCount: Int

  /// Divides `rowCount` rows by three fractions that sum to 1.
  package init(rowCount: Int, fractions: [Double]) {
    precondition(fractions.count == 3)
    func border(_ cumulative: Double) -> Int {
      let exact = cumulative * Double(rowCount)
      let near = exact.rounded()
      return Int(abs(exact - near) <= 1e-9 * Double(rowCount) ? near : exact.rounded(.down))
    }
    validationStart = border(fractions[0])
    testStart = border(fractions[0] + fractions[1])
    self.rowCount = rowCount
  }

  /// The rows of a split.
  package func rows(_ split: Split) -> Range<Int> {
    switch split {
    case .train: 0..<validationStart
    case .validation: validationStart..<testStart
    case .test: testStart..<rowCount
    }
  }

  /// The rows of a split that can be targets, `reach` rows (window + horizon − 1) being needed before each.
  ///
  /// Inputs may lie before the split's border; targets never do.
  package func targets(_ split: Split, reach: Int) -> Range<Int> {
    let rows = rows(split)
    return min(max(rows.lowerBound, reach), rows.upperBound)..<rows.upperBound
  }
}
