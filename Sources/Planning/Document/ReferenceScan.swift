/// Finds the first anchor, alias, tag or directive of a YAML text before it is parsed.
///
/// They must be found first: an alias takes the anchor's position, and a few nested aliases can expand to
/// more nodes than a computer can visit. The scan follows YAML's token starts, quotes, comments and block
/// scalars. Where it errs, it errs on the side of refusing: a plain text that goes on in a new line with one
/// of these signs has to be put in quotes.
struct ReferenceScan {
  /// What was found.
  struct Finding {
    let sign: Unicode.Scalar
    let line: Int
    let column: Int
  }

  private let text: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  /// Depth of `[` and `{`.
  private var flow = 0
  /// Whether a token may start here, and whether it would be the first of its line or list item.
  private var (atStart, isItem) = (true, true)
  /// Column from 0 of the block that a block scalar would belong to.
  private var indentation = 0
  private var afterQuote = false

  /// The first such sign in `text`.
  static func first(in text: String) -> Finding? {
    var scan = ReferenceScan(text: Array(text.unicodeScalars))
    return scan.run()
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private var column: Int { index - lineStart }

  private func isBlank(_ position: Int) -> Bool {
    position < 0 || position >= text.count || text[position] == " " || Self.isBreak(text[position])
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  private mutating func advance() {
    if Self.isBreak(text[index]), !(text[index] == "\r" && index + 1 < text.count && text[index + 1] == "\n")
    {
      (line, lineStart) = (line + 1, index + 1)
    }
    index += 1
  }

  private mutating func skipLine() {
    while index < text.count, !Self.isBreak(text[index]) { advance() }
  }

  private mutating func run() -> Finding? {
    while index < text.count {
      let scalar = text[index]
      if Self.isBreak(scalar) {
        (atStart, isItem, afterQuote) = (true, true, false)
        advance()
      } else if scalar == " " {
        advance()
      } else if scalar == "#", isBlank(index - 1) {
        skipLine()
      } else if atStart {
        if "&*!".unicodeScalars.contains(scalar) || (scalar == "%" && column == 0) {
          return Finding(sign: scalar, line: line, column: column + 1)
        }
        start(with: scalar)
      } else {
        proceed(over: scalar)
      }
    }
    return nil
  }

  private mutating func start(with scalar: Unicode.Scalar) {
    let isIndicator = "-?:".unicodeScalars.contains(scalar) && isBlank(index + 1)
    if flow == 0, isItem, isIndicator || !"|>".unicodeScalars.contains(scalar) { indentation = column }
    switch scalar {
    case "\"", "'":
      skipQuoted(scalar)
      (atStart, isItem, afterQuote) = (false, false, true)
    case "|", ">":
      if flow == 0 { skipBlockScalar() } else { advance() }
    case "[", "{":
      (flow, isItem) = (flow + 1, false)
      advance()
    case "]", "}":
      (flow, atStart) = (max(0, flow - 1), false)
      advance()
    case ",": advance()
    case _ where isIndicator:
      isItem = scalar != ":"
      advance()
    default:
      (atStart, isItem, afterQuote) = (false, false, false)
      advance()
    }
  }

  private mutating func proceed(over scalar: Unicode.Scalar) {
    if flow > 0, ",[{".unicodeScalars.contains(scalar) {
      if scalar != "," { flow += 1 }
      atStart = true
    } else if flow > 0, scalar == "]" || scalar == "}" {
      flow -= 1
    } else if scalar == ":",
      isBlank(index + 1) || (flow > 0 && (afterQuote || ",[]{}".unicodeScalars.contains(text[index + 1])))
    {
      atStart = true
    }
    afterQuote = false
    advance()
  }

  private mutating func skipQuoted(_ quote: Unicode.Scalar) {
    advance()
    while index < text.count {
      if text[index] == "\\", quote == "\"" {
        advance()
        if index < text.count { advance() }
      } else if text[index] == quote {
        advance()
        guard quote == "'", index < text.count, text[index] == quote else { return }
        advance()
      } else {
        advance()
      }
    }
  }

  /// Skips the lines below a `|` or `>` that are empty or indented further than the block it belongs to.
  private mutating func skipBlockScalar() {
    skipLine()
    while index < text.count {
      while index < text.count, Self.isBreak(text[index]) { advance() }
      var probe = index
      while probe < text.count, text[probe] == " " { probe += 1 }
      let isEmpty = probe >= text.count || Self.isBreak(text[probe])
      guard isEmpty || probe - lineStart > indentation else { break }
      skipLine()
    }
    (atStart, isItem) = (true, true)
  }
}
