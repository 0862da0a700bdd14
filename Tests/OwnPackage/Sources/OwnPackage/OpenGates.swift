package import Sluice

/// How many gate values are above ½, as a sentence of the page.
package enum OpenGates: ReportSection {
  package static let name = "open-gates"
  package static let title = "Open gates"

  package static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard var rows = try folder.rows(of: "gates", ["statistic", "value"]) else { return [] }
    var (sum, count) = (0.0, 0)
    while try rows.next() {
      guard rows.text(0) == "open_rate", let rate = rows.number(1) else { continue }
      (sum, count) = (sum + rate, count + 1)
    }
    let share = Scale.brief(100 * sum / Double(max(1, count)))
    return count == 0 ? [] : [.words("On average \(share) % of gate values are above ½.")]
  }
}
