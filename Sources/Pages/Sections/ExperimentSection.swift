import Catalog
import Drawing
import Reports

/// The experiment file with its defaults, versions, how to run it again, and how to cite.
enum ExperimentSection: ReportSection {
  static let name = "experiment"
  static let title = "Experiment, versions, citation"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    var passages: [Passage] = []
    if let experiment = folder.experiment {
      passages.append(.code("The experiment file", experiment.text))
      if !experiment.overrides.isEmpty {
        passages.append(.words("Set on the command line: \(experiment.overrides.joined(separator: ", "))."))
      }
      passages.append(
        .code(
          "Every key that can change a result, defaults included",
          experiment.settings.map { "\($0.key): \($0.value)" }.joined(separator: "\n")))
    }
    let files = folder.manifest?["data"]?.items ?? []
    let facts: [(String, String?)] = [
      ("Sluice", folder.manifest?["sluice"]?.string), ("random streams", folder.manifest?["streams"]?.string),
      ("numerics", folder.manifest?["numerics"]?.string),
      ("experiment, SHA-256 of its keys and values", folder.manifest?["experiment"]?["sha256"]?.string),
    ]
    let data = files.map { ("data file \($0["path"]?.string ?? ""), SHA-256", $0["sha256"]?.string) }
    let rows = (facts + data).compactMap { name, value in value.map { [name, $0] } }
    if !rows.isEmpty { passages.append(.table("Versions", FigureTable(["of", "version"], rows: rows))) }
    if folder.experiment != nil {
      passages.append(
        .code(
          "Run it again, check it",
          "sluice run DIR              # this folder, from its own copies of experiment and data\nsluice verify DIR           # computes the runs again and compares every byte\nsluice compare DIR          # the comparison in a terminal\nsluice figure DIR NAME -o figure.pdf"
        ))
    }
    if let citation = folder.experiment?.citation {
      passages.append(.code("How to cite", TextDrawing().text(citation)))
    }
    return passages
  }
}
