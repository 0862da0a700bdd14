import Foundation
import FoundationXML

/// A page as a strict XML parser reads it.
final class PageReader: NSObject, XMLParserDelegate {
  /// What a figure has.
  struct FoundFigure {
    let id: String
    var titles = 0
    var descriptions = 0
    var tables = 0
    var rows = 0
  }

  /// Why it is no XML; `nil` where it is.
  private(set) var problem: String?
  /// The values of all `src` and `href`.
  private(set) var addresses: [String] = []
  private(set) var ids: [String] = []
  private(set) var figures: [FoundFigure] = []
  private(set) var script = ""
  /// What the page says that it leaves out.
  private(set) var omissions: [String] = []
  private var open: [String] = []
  private var isOmission = false

  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() {
      problem = parser.parserError.map { "\($0), line \(parser.lineNumber)" } ?? "no reason"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    addresses += ["src", "href", "xlink:href", "action"].compactMap { attributes[$0] }
    if let id = attributes["id"] { ids.append(id) }
    if name == "figure" { figures.append(FoundFigure(id: attributes["id"] ?? "")) }
    if open.contains("figure"), !figures.isEmpty {
      let last = figures.count - 1
      switch name {
      case "title": figures[last].titles += 1
      case "desc": figures[last].descriptions += 1
      case "table": figures[last].tables += 1
      case "tr": figures[last].rows += 1
      default: break
      }
    }
    isOmission = attributes["class"] == "omission"
    if isOmission { omissions.append("") }
    open.append(name)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
    isOmission = false
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { take(text) }
  func parser(_ parser: XMLParser, foundCDATA block: Data) { take(String(decoding: block, as: UTF8.self)) }

  private func take(_ text: String) {
    if open.last == "script" { script += text }
    if isOmission { omissions[omissions.count - 1] += text }
  }
}
