/// Something to cite, as far as it is known.
struct Reference: Sendable, Hashable {
  /// What it is, by the name that BibTeX has for it.
  enum Kind: String, Sendable, Hashable {
    case software
    case dataset
    case misc
  }

  /// The key of a BibTeX entry, of letters and digits.
  var key: String
  var kind = Kind.misc
  var authors: [String] = []
  /// Whether the author is a body, whose name BibTeX must not take apart.
  var isBody = false
  var title: String?
  var year: String?
  var version: String?
  /// The arXiv number.
  var arXiv: String?
  /// What else must be said, such as a licence or a digest.
  var notes: [String] = []

  /// `Williams (1992). Title, version 1. arXiv:1234.5678. Notes.`
  var sentence: String {
    let names = Self.list(authors)
    let work = [title, version.map { "version \($0)" }].compactMap { $0 }.joined(separator: ", ")
    let date = year.map { "(\($0))" } ?? ""
    // What has no authors begins with its title.
    let opening = names.isEmpty ? [work, date] : [names, date]
    let head = opening.filter { !$0.isEmpty }.joined(separator: " ")
    let parts = [head, names.isEmpty ? "" : work, arXiv.map { "arXiv:\($0)" } ?? ""] + notes
    return parts.filter { !$0.isEmpty }.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
  }

  /// The BibTeX entry. Braces keep capitals as they are; what is not known is left out, to be filled in.
  var bibTeX: String {
    var fields: [(String, String)] = []
    if !authors.isEmpty {
      let names = isBody ? authors.map { "{\($0)}" } : authors
      fields.append(("author", names.joined(separator: " and ")))
    }
    if let title { fields.append(("title", "{\(title)}")) }
    if let year { fields.append(("year", year)) }
    if let version { fields.append(("version", version)) }
    if let arXiv {
      fields.append(("eprint", arXiv))
      fields.append(("archiveprefix", "arXiv"))
    }
    if !notes.isEmpty { fields.append(("note", notes.joined(separator: "; "))) }
    let lines = fields.map { "  \($0) = {\(Self.escaped($1))}" }
    return "@\(kind.rawValue){\(key),\n\(lines.joined(separator: ",\n"))\n}\n"
  }

  /// `A`, `A and B`, `A, B and C`; `A et al.` stays.
  private static func list(_ names: [String]) -> String {
    let shown = names.map { $0 == others ? "et al." : $0 }
    guard shown.count > 1, let last = shown.last else { return shown.first ?? "" }
    let rest = shown.dropLast().joined(separator: ", ")
    return last == "et al." ? "\(rest) \(last)" : "\(rest) and \(last)"
  }

  /// What BibTeX calls further authors.
  static let others = "others"

  /// The text with the characters that TeX takes for commands escaped.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "&%$#_".contains(character) { result.append("\\") }
      result += character == "\\" ? "{\\textbackslash}" : String(character)
    }
    return result
  }
}
