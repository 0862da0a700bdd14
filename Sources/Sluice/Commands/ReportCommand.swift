import ArgumentParser
import Pages
import Running

/// `sluice report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Draw a results folder as one HTML page, report.html.",
    discussion: """
      The page needs nothing but a browser, and fetches nothing. It is a function of the tables: the manifest lists it, and `run` \
      and `export` remove it, as they write the tables anew.

      Example:
        sluice report results/quickstart
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  func run() throws {
    let context = CommandContext.current
    let page = try context.page(of: dir)
    let bytes = page.bytes
    let isListed = try PublishedPage(dir).publish(bytes, provenance: context.provenance)
    let path = Files.join(dir, PublishedPage.file)
    let count = page.figures.count
    context.console.message(
      "\(count) figure\(count == 1 ? " is" : "s are") in '\(path)', \((bytes.count + 999) / 1000) kB"
        + (isListed ? "" : "; the folder has no manifest.json that could list it"))
  }
}
