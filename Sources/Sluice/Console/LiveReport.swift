import Reports
import Running

/// A report that is drawn over itself on a terminal.
struct LiveReport {
  private var screen = RedrawnText()

  /// Draws a report in the place of the last one; the cursor is left below it.
  mutating func show(_ report: (TextDrawing) -> Report, _ console: Console) throws(IOError) {
    let width = OutputFile.standardOutput.terminalSize?.columns
    // A line that fills the terminal would leave the cursor at an uncertain place.
    let drawing = console.drawing(width: width.map { $0 - 1 })
    try console.data(screen.drawing(drawing.lines(report(drawing)) + [""], width: width))
  }
}
