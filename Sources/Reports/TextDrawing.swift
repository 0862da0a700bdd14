/// Draws reports as text: as wide as they are in a pipe, and no wider than the terminal on one.
///
/// Where a table is too wide, texts wrap in their own columns first; columns that still do not fit move below, behind the first
/// column. Nothing is cut, and no line is wider than the terminal.
public struct TextDrawing: Sendable, Hashable {
  /// The characters of a line; `nil` for any number.
  public let width: Int?
  /// Whether headings are bold.
  public let isColored: Bool
  /// Whether every character is one of ASCII.
  public let isASCII: Bool
  /// Whether tables are read out, a sentence a row, without bars and curves.
  public let isPlain: Bool

  /// A drawing; `width` is taken as 20 at least, and nothing plain has colors.
  public init(width: Int? = nil, isColored: Bool = false, isASCII: Bool = false, isPlain: Bool = false) {
    self.width = width.map { max(20, $0) }
    self.isColored = isColored && !isPlain
    self.isASCII = isASCII
    self.isPlain = isPlain
  }

  /// The text of a report, ending in a newline.
  public func text(_ report: Report) -> String { lines(report).map { $0 + "\n" }.joined() }

  /// The lines of a report.
  public func lines(_ report: Report) -> [String] { report.blocks.flatMap(lines) }

  /// A text with the characters that the drawing may have, in which nothing steers a terminal.
  public func visible(_ text: String) -> String {
    isASCII ? ASCIIText.of(VisibleText.of(text)) : VisibleText.of(text)
  }

  /// A text in at most `width` characters, its middle left out where it is longer.
  public func shortened(_ text: String, to width: Int) -> String {
    let (text, mark) = (visible(text), visible("…"))
    guard text.count > width else { return text }
    let kept = max(0, width - mark.count)
    let (start, end) = (String(text.prefix((kept + 1) / 2)), String(text.suffix(kept / 2)))
    return start + String(mark.prefix(width)) + end
  }

  private func lines(_ block: Report.Block) -> [String] {
    switch block {
    case .line(let text):
      let text = visible(isPlain ? Self.spoken(text) : text)
      return TextWrap.lines(text, width: width, indent: Self.indent(of: text))
    case .table(let table): return lines(table)
    case .gap: return [""]
    }
  }

  /// The lines of a table.
  public func lines(_ table: ReportTable) -> [String] {
    if isPlain { return sentences(table).flatMap { TextWrap.lines(visible($0), width: width) } }
    let texts = TextTable(table, self)
    return texts.blocks(width: width).enumerated().flatMap { place, block in
      var lines = block.lines(texts)
      if isColored, table.hasHeader, !lines.isEmpty {
        for index in 0..<block.headerHeight(texts) { lines[index] = "\u{1B}[1m\(lines[index])\u{1B}[0m" }
      }
      return (place > 0 ? [""] : []) + lines
    }
  }

  /// The rows of a table as sentences: `gates.all sigmoid: mean 29.11, p 0.002.`
  private func sentences(_ table: ReportTable) -> [String] {
    table.rows.map { row in
      let parts = zip(table.columns, row).compactMap { column, cell -> String? in
        guard case .text(let text) = cell, !text.allSatisfy({ $0 == " " }) else { return nil }
        let value = text.split(separator: " ").joined(separator: " ")
        return table.hasHeader && !column.title.isEmpty ? "\(column.title) \(value)" : value
      }
      guard let first = parts.first, parts.count > 1 else { return parts.joined() + "." }
      return "\(first): \(parts.dropFirst().joined(separator: ", "))."
    }
  }

  /// A line with a colon in the place of the room behind its name.
  private static func spoken(_ text: String) -> String {
    let word = text.prefix { $0 != " " }
    let blank = text.dropFirst(word.count).prefix { $0 == " " }
    guard !word.isEmpty, blank.count > 1 else { return text }
    return "\(word): \(text.dropFirst(word.count + blank.count))"
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
