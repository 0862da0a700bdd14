/// The text that a position points into: an experiment file, or one `--set` argument.
public final class SourceText: Sendable {
  /// The file as the person named it, or `--set key=value`.
  public let name: String
  /// The lines without their ends; none for a `--set` argument, which has no line and column of its own.
  let lines: [String]
  /// Whether positions are printed with line and column.
  let isFile: Bool

  init(file name: String, text: String) {
    self.name = name
    isFile = true
    lines = Self.split(text)
  }

  init(argument: String) {
    name = "--set \(argument)"
    isFile = false
    lines = []
  }

  /// Splits where YAML ends a line, so that line numbers agree with the parser's.
  private static func split(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(String(line))
        line = String.UnicodeScalarView()
      default: line.append(scalar)
      }
      previous = scalar
    }
    return lines + [String(line)]
  }
}

/// A place in an experiment file or in a `--set` argument.
public struct SourcePosition: Sendable {
  /// What the place is in.
  public let source: SourceText
  /// Line from 1.
  public let line: Int
  /// Column from 1, counted in Unicode scalars.
  public let column: Int

  init(_ source: SourceText, line: Int, column: Int) {
    self.source = source
    self.line = line
    self.column = column
  }

  /// `file:line:column`, or `--set key=value`.
  public var text: String { source.isFile ? "\(source.name):\(line):\(column)" : source.name }

  /// The line at this place with a caret under the column, or nothing where there is no such line.
  ///
  /// Of a long line only the part around the column is shown.
  var excerpt: String {
    guard source.isFile, source.lines.indices.contains(line - 1) else { return "" }
    let scalars = Array(source.lines[line - 1].unicodeScalars)
    guard !scalars.isEmpty else { return "" }
    let caret = min(max(column - 1, 0), scalars.count)
    let start = caret > 80 ? caret - 60 : 0
    let end = min(scalars.count, start + 100)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[start..<end].map { $0 == "\t" ? " " : $0 })
    let lead = start > 0 ? "…" : ""
    let tail = end < scalars.count ? "…" : ""
    let indent = String(repeating: " ", count: lead.count + caret - start)
    return "\n  \(lead)\(String(shown))\(tail)\n  \(indent)^"
  }
}

extension SourcePosition: Hashable {
  /// Two places are one when their sources have the same name and their lines and columns agree.
  public static func == (a: SourcePosition, b: SourcePosition) -> Bool {
    a.source.name == b.source.name && a.line == b.line && a.column == b.column
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(source.name)
    hasher.combine(line)
    hasher.combine(column)
  }
}
