/// Draws reports for documents: tables and sentences, without bars.
public enum MarkupDrawing: String, Sendable, Hashable, CaseIterable {
  /// Tables of GitHub's Markdown, which many programs read.
  case markdown
  /// Tables for LaTeX with the package booktabs; sentences are comments.
  case latex

  /// The text of a report, ending in a newline.
  public func text(_ report: Report) -> String {
    var parts: [String] = []
    for block in report.blocks {
      switch block {
      case .gap: break
      case .line(let text): parts.append(sentence(text))
      case .table(let table):
        let table = table.withoutBars
        guard table.columns.count > 1 else { continue }
        parts.append("\n" + lines(table).joined(separator: "\n") + "\n")
      }
    }
    return parts.joined(separator: "\n").replacing("\n\n\n", with: "\n\n").trimmedLines + "\n"
  }

  /// A paragraph, or a comment.
  private func sentence(_ text: String) -> String {
    let line = VisibleText.of(text).replacing("\n", with: " ")
    return switch self {
    case .markdown: "\n" + escaped(line) + "\n"
    case .latex: "% " + line
    }
  }

  private func lines(_ table: ReportTable) -> [String] {
    // Blanks that bring the points of numbers into one column do so in a terminal's letters alone.
    let rows = table.rows.map { row in
      row.map { cell in if case .text(let text) = cell { TextWrap.trimmed(escaped(text)) } else { "" } }
    }
    let titles = table.columns.map { escaped($0.title) }
    let isLeft = table.columns.map { $0.side == .left }
    switch self {
    case .markdown:
      func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
      return [row(titles), row(isLeft.map { $0 ? ":--" : "--:" })] + rows.map(row)
    case .latex:
      func row(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }
      return [
        "\\begin{tabular}{\(isLeft.map { $0 ? "l" : "r" }.joined())}", "\\toprule", row(titles), "\\midrule",
      ] + rows.map(row) + ["\\bottomrule", "\\end{tabular}"]
    }
  }

  /// A text of a cell or a sentence, in which nothing is markup.
  func escaped(_ text: String) -> String {
    let text = VisibleText.of(text).replacing("\n", with: " ")
    let words = self == .markdown ? Self.markdownWords : Self.latexWords
    return text.reduce(into: "") { escaped, character in
      if let word = words[character] { escaped += word } else { escaped.append(character) }
    }
  }

  private static let markdownWords: [Character: String] = [
    "|": "\\|", "*": "\\*", "`": "\\`", "<": "&lt;", "\\": "\\\\", "_": "\\_", "[": "\\[", "]": "\\]",
    "~": "\\~",
  ]

  private static let latexWords: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%",
    "_": "\\_",
    "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "$<$", ">": "$>$", "−": "$-$", "±": "$\\pm$",
    "δ": "$\\delta$", "≤": "$\\le$", "≥": "$\\ge$", "×": "$\\times$", "[": "{[}",
  ]
}

extension ReportTable {
  /// The table without columns of bars.
  fileprivate var withoutBars: ReportTable {
    let kept = columns.indices.filter { columns[$0].side != .bar }
    return ReportTable(
      kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } }, hasHeader: hasHeader)
  }
}

extension String {
  /// The text without empty lines at its ends.
  fileprivate var trimmedLines: String {
    let inner = drop { $0 == "\n" }.reversed().drop { $0 == "\n" || $0 == " " }
    return String(inner.reversed())
  }
}
