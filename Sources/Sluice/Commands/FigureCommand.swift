import ArgumentParser
import Catalog
import Drawing
import Pages
import Running

/// `sluice figure`.
struct FigureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure",
    abstract: "Write a figure of a results folder's page for a paper: SVG, PDF or PNG.",
    discussion: """
      Without a name it lists the figures. A figure has no title; its width is on paper, its text as large as the paper's. PDF and PNG are \
      made by rsvg-convert or inkscape.

      Example:
        sluice figure results/quickstart differences -o differences.pdf
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  @Argument(help: "The figure's name.")
  var name: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, ending in .svg, .pdf or .png (default: NAME.svg).", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The width in millimeters, 20 to 1000.", valueName: "mm"))
  var width = 120.0

  @Option(help: ArgumentHelp("The size of the text in points, 4 to 40.", valueName: "pt"))
  var fontSize = 8.0

  func validate() throws {
    if !(20...1000).contains(width) { throw ValidationError("--width is \(width); expected 20 to 1000 mm") }
    if !(4...40).contains(fontSize) {
      throw ValidationError("--font-size is \(fontSize); expected 4 to 40 pt")
    }
    if let output, FigureFormat(path: output) == nil {
      throw ValidationError("--output is '\(output)'; expected a name that ends in .svg, .pdf or .png")
    }
  }

  func run() throws {
    let context = CommandContext.current
    let figures = try context.page(of: dir).figures
    guard let name else {
      let longest = figures.map(\.name.count).max() ?? 0
      let lines = figures.map { figure in
        figure.name + String(repeating: " ", count: longest + 2 - figure.name.count) + figure.title + "\n"
      }
      return try context.console.data(lines.joined())
    }
    guard let figure = figures.first(where: { $0.name == name }) else {
      let names = figures.map(\.name)
      throw UsageError(
        "'\(dir)' has no figure '\(name)'\(NearestName.hint(for: name, among: names)); "
          + (names.isEmpty ? "it has none" : "its figures are \(names.joined(separator: ", "))"))
    }
    let path = output ?? "\(name).svg"
    let svg = SVG.file(figure, millimeters: width, points: fontSize)
    try (FigureFormat(path: path) ?? .svg).write(svg, to: path)
    context.console.message("the figure '\(name)' is in '\(path)'")
  }
}
