import Planning

/// A page of the documentation that is written from the catalogs and tables themselves, as Markdown for DocC.
struct ReferenceArticle: Sendable, Hashable {
  /// The file's name without its ending, by which other pages link to it.
  let name: String
  /// The page.
  let text: String
  /// The pictures that it shows.
  var pictures: [ReferencePicture] = []

  /// The pages of everything that a program knows: keys of the experiment file, tables, and a page for every list of kinds.
  static func all(_ catalogs: ExperimentCatalogs) -> [ReferenceArticle] {
    [ReferenceArticle(name: "experiment-file", text: KeyTable(catalogs).text), .tables(catalogs.studies)]
      + catalogs.lists.map { .kinds($0, catalogs) }
  }

  /// The rows of a Markdown table, none of them empty, under a header.
  static func markdownTable(_ header: [String], _ rows: [[String]]) -> String {
    let rule = header.map { _ in "---" }
    return ([header, rule] + rows.map { $0.map { $0.replacing("|", with: "\\|") } })
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
