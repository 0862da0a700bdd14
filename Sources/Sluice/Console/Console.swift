import Glibc
import Reports
import Running

/// Where a command's words go: data to standard output, messages to standard error.
///
/// What a person reads keeps to the characters that the locale has. Data, such as a schema, are the same bytes everywhere.
struct Console: Sendable {
  /// Whether everything is said in sentences: no bars, no curves, no colors, nothing drawn over.
  let isPlain: Bool

  /// Plain where it is asked for, or SLUICE_PLAIN is set to any text but the empty one.
  init(isPlain: Bool = false) {
    self.isPlain = isPlain || !(Environment["SLUICE_PLAIN"]?.isEmpty ?? true)
  }

  /// Writes data; a full disk is an error, as Swift's `print` would not say.
  func data(_ text: String) throws(IOError) { try OutputFile.standardOutput.write(text) }

  /// Writes text for a person on standard output.
  func text(_ text: String) throws(IOError) { try data(Self.isASCII ? ASCIIText.of(text) : text) }

  /// Draws a report on standard output: no wider than the terminal, if it is one; elsewhere no wider than `width`.
  func show(_ report: Report, width: Int? = nil) throws(IOError) {
    try data((OutputFile.standardOutput.isTerminal ? drawing : drawing(width: width)).text(report))
  }

  /// How reports are drawn on standard output.
  var drawing: TextDrawing { drawing(width: OutputFile.standardOutput.terminalSize?.columns) }

  /// How reports are drawn on standard output in lines of so many characters.
  func drawing(width: Int?) -> TextDrawing {
    TextDrawing(
      width: width, isColored: OutputFile.standardOutput.isTerminal && Self.wantsColor,
      isASCII: Self.isASCII, isPlain: isPlain)
  }

  /// Whether standard output is a terminal on which lines can be drawn over, and may be.
  var redrawsData: Bool { OutputFile.standardOutput.isTerminal && !Self.isDumb && !isPlain }

  /// How curves are drawn in lines; `nil` for not at all.
  var sparklines: Sparkline.Style? { isPlain ? nil : Self.isASCII ? .plain : .blocks }

  /// Writes a message with the end of its line, in which nothing steers the terminal. Where even that fails there is nobody to tell.
  func message(_ text: String) {
    let text = VisibleText.of(VisibleText.shortened(text)) + "\n"
    try? OutputFile.standardError.write(Self.isASCII ? ASCIIText.of(text) : text)
  }

  /// How progress is shown: sentences where that is asked for, a bar with scores on a terminal that can be drawn over, lines elsewhere.
  func progress(isQuiet: Bool) -> Progress {
    let isASCII = Self.isASCII
    let style: Progress.Style =
      if isQuiet {
        .quiet
      } else if isPlain {
        .sentences
      } else if OutputFile.standardError.isTerminal, !Self.isDumb {
        .bar(isColored: Self.wantsColor, isASCII: isASCII)
      } else {
        .lines
      }
    return Progress(style, size: { OutputFile.standardError.terminalSize }) { text in
      try? OutputFile.standardError.write(isASCII ? ASCIIText.of(text) : text)
    }
  }

  /// https://no-color.org: any text but the empty one means no. A terminal that can do nothing has no colors either.
  private static var wantsColor: Bool { (Environment["NO_COLOR"]?.isEmpty ?? true) && !isDumb }

  /// Whether the terminal says that it cannot be drawn over.
  private static var isDumb: Bool { Environment["TERM"] == "dumb" }

  /// Whether the locale says that the terminal shows ASCII alone.
  private static var isASCII: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Environment[$0] }.first { !$0.isEmpty }
    return !(locale?.lowercased().replacing("-", with: "").contains("utf8") ?? false)
  }
}

/// The environment that the command was called in.
enum Environment {
  /// The value of a variable.
  static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
