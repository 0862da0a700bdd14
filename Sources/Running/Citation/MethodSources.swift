/// The publications that a catalog entry's `source` names: `Maddison, Mnih and Teh 2017 (arXiv 1611.00712); Jang, Gu and Poole 2017 …`.
///
/// A publication is a list of surnames, a year and perhaps an arXiv number. What else a source says, such as the name of a program, is
/// no publication, and is left to the reader.
enum MethodSources {
  /// The publications, in order.
  static func references(in source: String) -> [Reference] {
    source.matches(of: publication).map { match in
      let names = names(match.1)
      let year = String(match.2)
      return Reference(
        key: key(names, year), authors: names, year: year, arXiv: match.3.map { String($0) })
    }
  }

  private nonisolated(unsafe) static let publication =
    /(\p{Lu}[\p{L}\-]+(?:(?:, | and | & )\p{Lu}[\p{L}\-]+)*(?: et al\.)?) (\d{4})(?!\.\d)(?:,? \(?(?:arXiv )?(\d{4}\.\d{4,5})\)?)?/

  /// The surnames of `Jang, Gu and Poole` or `Campos et al.`.
  private static func names(_ text: Substring) -> [String] {
    let others = text.hasSuffix(" et al.")
    let list = others ? text.dropLast(" et al.".count) : text
    let names = list.replacing(" and ", with: ", ").replacing(" & ", with: ", ").split(separator: ", ")
    return names.map { String($0) } + (others ? [Reference.others] : [])
  }

  /// `jang2017`, in plain letters as far as the name has them.
  private static func key(_ names: [String], _ year: String) -> String {
    let first = (names.first ?? "").lowercased().unicodeScalars.filter { ("a"..."z").contains($0) }
    return String(String.UnicodeScalarView(first)) + year
  }
}
