/// A tree of XML elements, written so that an XML parser and a browser's HTML parser read the same.
public indirect enum Markup: Sendable, Hashable {
  /// An attribute of an element.
  public struct Attribute: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value, unescaped.
    public let value: String

    /// An attribute.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// An element with its attributes and what is in it.
  case element(String, [Attribute], [Markup])
  /// A text, unescaped.
  case text(String)
  /// The text of a style sheet or a script, which has to be the only thing in its element.
  case code(String)

  /// An element; attributes whose value is `nil` are left out.
  public static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: [Markup] = []
  ) -> Markup {
    .element(name, attributes.compactMap { name, value in value.map { Attribute(name, $0) } }, content)
  }

  /// An element that holds a text.
  public static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String
  ) -> Markup { tag(name, attributes, [.text(text)]) }

  /// The element with further attributes behind its own.
  public func adding(_ attributes: KeyValuePairs<String, String?>) -> Markup {
    guard case .element(let name, let own, let content) = self else { return self }
    return .element(
      name, own + attributes.compactMap { name, value in value.map { Attribute(name, $0) } }, content)
  }

  /// The UTF-8 bytes of the tree.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// Elements that have no content, which both kinds of parsers let end themselves.
  private static let void: Set<String> = [
    "br", "circle", "image", "img", "line", "link", "meta", "path", "polygon", "polyline", "rect",
  ]

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): Self.escape(text, into: &bytes)
    case .code(let text): bytes.append(contentsOf: "/*<![CDATA[*/\(text)/*]]>*/".utf8)
    case .element(let name, let attributes, let content):
      bytes.append(contentsOf: "<\(name)".utf8)
      for attribute in attributes {
        bytes.append(contentsOf: " \(attribute.name)=\"".utf8)
        Self.escape(attribute.value, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
      }
      guard !Self.void.contains(name) else { return bytes.append(contentsOf: "/>".utf8) }
      bytes.append(UInt8(ascii: ">"))
      for child in content { child.write(to: &bytes) }
      bytes.append(contentsOf: "</\(name)>".utf8)
    }
  }

  /// Escapes what has a meaning in XML, also in attributes; characters that no XML may hold become U+FFFD.
  static func escape(_ text: String, into bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x09, 0x0A: bytes.append(UInt8(scalar.value))
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(contentsOf: Character(scalar).utf8)
      }
    }
  }
}
