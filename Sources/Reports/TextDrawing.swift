/// Draws reports as text, no wider than they may be.
///
/// Where a table is too wide, texts wrap in their own columns first; columns that still do not fit move below, behind the first
/// column. Nothing is cut.
public struct TextDrawing: Sendable, Hashable {
  /// The characters of a line; `nil` for any number.
  public let width: Int?
  /// Whether headings are bold.
  public let isColored: Bool

  /// Whether nothing but ASCII is drawn, but for texts of a person's own.
  public let isPlain: Bool

  /// A drawing; `width` is taken as 20 at least.
  public init(width: Int? = nil, isColored: Bool = false, isPlain: Bool = false) {
    self.width = width.map { max(20, $0) }
    self.isColored = isColored
    self.isPlain = isPlain
  }

  /// The text of a report, ending in a newline.
  public func text(_ report: Report) -> String {
    report.blocks.flatMap(lines).map { $0 + "\n" }.joined()
  }

  private func lines(_ block: Report.Block) -> [String] {
    switch block {
    case .line(let text): TextWrap.lines(visible(text), width: width, indent: Self.indent(of: text))
    case .table(let table): lines(table)
    case .gap: [""]
    }
  }

  private func visible(_ text: String) -> String {
    isPlain ? PlainText.of(VisibleText.of(text)) : VisibleText.of(text)
  }

  /// The lines of a table.
  public func lines(_ table: ReportTable) -> [String] {
    let texts = TextTable(table, width: width, isPlain: isPlain)
    return texts.blocks(width: width).enumerated().flatMap { place, block in
      var lines = block.lines(texts)
      if isColored, table.hasHeader, !lines.isEmpty {
        for index in 0..<block.headerHeight(texts) { lines[index] = "\u{1B}[1m\(lines[index])\u{1B}[0m" }
      }
      return (place > 0 ? [""] : []) + lines
    }
  }

  /// Lines that follow a name and two spaces or more wrap below what the name says; indented ones two spaces further in.
  private static func indent(of text: String) -> Int {
    let margin = text.prefix { $0 == " " }
    if !margin.isEmpty { return margin.count + 2 }
    let word = text.prefix { $0 != " " }
    let blank = text.dropFirst(word.count).prefix { $0 == " " }
    return blank.count > 1 && word.count + blank.count <= 16 ? word.count + blank.count : 0
  }
}
