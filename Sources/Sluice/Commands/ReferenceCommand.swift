import ArgumentParser
import Running

/// `sluice reference`, which `make docs` calls: the pages are written when the documentation is built, so that none can be out of date.
///
/// It is no part of what the command promises, and so it is not shown in `--help`.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Write the reference articles of the documentation: keys, tables, and all kinds.",
    discussion: """
      Example:
        sluice reference .build/catalogs/Sluice.docc
      """,
    shouldDisplay: false)

  @Argument(
    help: "The folder for the articles; files of the same names are replaced.", completion: .directory)
  var folder: String

  func run() throws {
    try Files.makeFolder(folder)
    for article in ReferenceArticle.all(CommandContext.current.catalogs) {
      try AtomicFile.write(article.text.utf8, to: Files.join(folder, "\(article.name).md"))
      for picture in article.pictures {
        try AtomicFile.write(picture.svg, to: Files.join(folder, picture.name))
      }
    }
  }
}
