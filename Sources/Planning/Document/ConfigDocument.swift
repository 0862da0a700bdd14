import Yams

/// Turns the bytes of an experiment file into a tree with positions, refusing whatever YAML reads in surprising ways.
///
/// Refused: bytes that are not UTF-8, tabs and control characters, anchors, aliases, tags, directives, merge
/// keys, keys that are no text, duplicate keys, more than one document, and trees that are too deep or too large.
enum ConfigDocument {
  /// The largest file, in bytes.
  static let maximumBytes = 1 << 20
  /// The largest number of maps, lists and scalars.
  static let maximumNodes = 200_000
  /// The deepest nesting.
  static let maximumDepth = 24

  /// The tree of an experiment file.
  static func read(_ bytes: [UInt8], file: String) throws(ExperimentErrors) -> ConfigNode {
    guard bytes.count <= maximumBytes else {
      throw failure(
        SourceText(file: file, text: ""), 1, 1,
        "the file has \(bytes.count) bytes; at most \(maximumBytes) are allowed in an experiment file")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw notUnicode(bytes, file: file)
    }
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    return try read(String(scalars), SourceText(file: file, text: String(scalars)))
  }

  /// The tree of the value in a `--set key=value` argument; positions name the argument.
  static func read(argument: String, value: String) throws(ExperimentErrors) -> ConfigNode {
    try read(value, SourceText(argument: argument))
  }

  private static func read(_ text: String, _ source: SourceText) throws(ExperimentErrors) -> ConfigNode {
    try checkCharacters(text, source)
    if let finding = ReferenceScan.first(in: text) {
      throw failure(source, finding.line, finding.column, explanation(of: finding.sign))
    }
    // A node's anchor is weak, so the parser that owns it must outlive the walk over the tree.
    let parser: Parser
    let root: Node?
    do {
      parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      root = try parser.singleRoot()
    } catch {
      throw YAMLFailure(source: source, text: text).errors(for: error)
    }
    var count = 0
    guard let root, !isEmpty(root) else {
      throw failure(source, 1, 1, source.isFile ? "the file is empty" : "there is no value after '='")
    }
    let node = try convert(root, source, depth: 0, count: &count)
    return withExtendedLifetime(parser) { node }
  }

  private static func isEmpty(_ node: Node) -> Bool {
    if case .scalar(let scalar) = node { scalar.string.isEmpty && scalar.style == .plain } else { false }
  }

  private static func convert(
    _ node: Node, _ source: SourceText, depth: Int, count: inout Int
  ) throws(ExperimentErrors) -> ConfigNode {
    let position = SourcePosition(source, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    count += 1
    guard count <= maximumNodes else {
      throw ExperimentErrors(
        ExperimentError(position, "", "the file has more than \(maximumNodes) values, which is the limit"))
    }
    guard depth <= maximumDepth else {
      throw ExperimentErrors(
        ExperimentError(
          position, "", "maps and lists are nested more than \(maximumDepth) deep, which is the limit"))
    }
    switch node {
    case .scalar(let scalar):
      return ConfigNode(.scalar(scalar.string, isPlain: scalar.style == .plain), at: position)
    case .sequence(let sequence):
      var items: [ConfigNode] = []
      for item in sequence { items.append(try convert(item, source, depth: depth + 1, count: &count)) }
      return ConfigNode(.sequence(items), at: position)
    case .mapping(let mapping):
      var entries: [ConfigNode.Entry] = []
      for (key, value) in mapping {
        let value = try convert(value, source, depth: depth + 1, count: &count)
        entries.append(try entry(key, value, source, at: position))
      }
      return ConfigNode(.mapping(entries), at: position)
    case .alias:
      throw ExperimentErrors(ExperimentError(position, "", explanation(of: "*")))
    }
  }

  private static func entry(
    _ key: Node, _ value: ConfigNode, _ source: SourceText, at mapping: SourcePosition
  ) throws(ExperimentErrors) -> ConfigNode.Entry {
    let position = key.mark.map { SourcePosition(source, line: $0.line, column: $0.column) } ?? mapping
    guard case .scalar(let scalar) = key else {
      throw ExperimentErrors(
        ExperimentError(
          position, "", "a key is a word; found a \(key.sequence == nil ? "map" : "list")"))
    }
    if scalar.style == .plain {
      if scalar.string == "<<" {
        throw ExperimentErrors(
          ExperimentError(
            position, "", "merge keys (<<) are not used in experiment files; write the keys out"))
      }
      if let meaning = PlainScalar.meaning(of: scalar.string) {
        throw ExperimentErrors(
          ExperimentError(
            position, "", "a key is a word; found \(meaning); put it in quotes if it is meant as a word"))
      }
    }
    return ConfigNode.Entry(key: scalar.string, position: position, value: value)
  }

  private static func explanation(of sign: Unicode.Scalar) -> String {
    switch sign {
    case "&":
      "anchors (&name) are not used in experiment files; write the value out, and put text that starts with & in quotes"
    case "*":
      "aliases (*name) are not used in experiment files; write the value out, and put text that starts with * in quotes"
    case "!": "tags (!type) are not used in experiment files; put text that starts with ! in quotes"
    default: "directives (%…) are not used in experiment files"
    }
  }

  private static func checkCharacters(_ text: String, _ source: SourceText) throws(ExperimentErrors) {
    var (line, column) = (1, 1)
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t":
        throw failure(source, line, column, "found a tab; indent and separate with spaces")
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}", "\u{FEFF}":
        let code = String(scalar.value, radix: 16, uppercase: true)
        throw failure(
          source, line, column,
          "found the control character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code); only text is allowed"
        )
      default: column += 1
      }
      previous = scalar
    }
  }

  private static func notUnicode(_ bytes: [UInt8], file: String) -> ExperimentErrors {
    // Repairing puts U+FFFD at the first byte that is wrong; the file may also hold a true one, which is 3 bytes long.
    var (line, column, offset) = (1, 1, 0)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar)
      if scalar == "\u{FFFD}",
        offset + 3 > bytes.count || Array(bytes[offset..<offset + 3]) != [0xEF, 0xBF, 0xBD]
      {
        break
      }
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      offset += width
    }
    let byte = offset < bytes.count ? String(bytes[offset], radix: 16, uppercase: true) : "?"
    return failure(
      SourceText(file: file, text: String(decoding: bytes, as: UTF8.self)), line, column,
      "the file is not UTF-8: found the byte 0x\(byte); save it as UTF-8")
  }

  private static func failure(
    _ source: SourceText, _ line: Int, _ column: Int, _ message: String
  ) -> ExperimentErrors {
    ExperimentErrors(ExperimentError(SourcePosition(source, line: line, column: column), "", message))
  }
}
