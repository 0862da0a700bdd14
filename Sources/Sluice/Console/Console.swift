import Glibc
import Reports
import Running

/// Where a command's words go: data to standard output, messages to standard error.
struct Console: Sendable {
  /// Writes data; a full disk is an error, as Swift's `print` would not say.
  func data(_ text: String) throws(IOError) { try OutputFile.standardOutput.write(text) }

  /// Draws a report on standard output: no wider than the terminal, if it is one; in a pipe no wider than `width`.
  func show(_ report: Report, width: Int? = nil) throws(IOError) {
    var drawing = drawing
    if !dataIsTerminal, let width { drawing = TextDrawing(width: width) }
    try data(drawing.text(report))
  }

  /// How reports are drawn on standard output.
  var drawing: TextDrawing {
    TextDrawing(
      width: OutputFile.standardOutput.terminalWidth, isColored: dataHasColor,
      isPlain: dataIsTerminal && !Self.isUnicode)
  }

  /// Whether standard output is a terminal, on which lines can be drawn over.
  var dataIsTerminal: Bool { OutputFile.standardOutput.isTerminal }

  /// How curves are drawn: in plain characters where the locale says that the terminal shows no others.
  var sparklines: Sparkline.Style { Self.isUnicode ? .blocks : .plain }

  /// Whether the locale says that text is UTF-8.
  private static var isUnicode: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Environment[$0] }.first { !$0.isEmpty }
    let encoding = locale?.lowercased().replacing("-", with: "") ?? ""
    return encoding.hasSuffix("utf8")
  }

  /// Writes a message with the end of its line, in which nothing steers the terminal. Where even that fails there is nobody to tell.
  func message(_ text: String) {
    try? OutputFile.standardError.write(VisibleText.of(VisibleText.shortened(text)) + "\n")
  }

  /// How progress is shown: a bar on a terminal, in color unless NO_COLOR says otherwise.
  func progress(isQuiet: Bool) -> Progress {
    let style: Progress.Style =
      isQuiet
      ? .quiet
      : OutputFile.standardError.isTerminal && !Self.isDumb ? .bar(isColored: Self.wantsColor) : .lines
    return Progress(style) { try? OutputFile.standardError.write($0) }
  }

  /// Whether a table on standard output may have colors.
  var dataHasColor: Bool { OutputFile.standardOutput.isTerminal && Self.wantsColor }

  /// https://no-color.org: any text but the empty one means no; and a terminal that obeys no sequences has no colors.
  private static var wantsColor: Bool { (Environment["NO_COLOR"]?.isEmpty ?? true) && !isDumb }

  /// Whether the terminal says that it obeys no sequences.
  private static var isDumb: Bool { Environment["TERM"] == "dumb" }
}

/// The environment that the command was called in.
enum Environment {
  /// The value of a variable.
  static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
