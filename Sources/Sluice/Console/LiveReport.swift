import Reports
import Running

/// A report that is drawn over itself on a terminal.
struct LiveReport {
  /// The lines that the last drawing took.
  private var height = 0

  /// Draws a report in the place of the last one.
  mutating func show(_ report: Report, _ console: Console) throws(IOError) {
    let text = console.drawing.text(report)
    let up = height > 0 ? "\u{1B}[\(height)A\r\u{1B}[J" : ""
    try console.data(up + text)
    height = text.count { $0 == "\n" }
  }
}
