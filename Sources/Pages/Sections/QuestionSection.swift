import Catalog
import Running
import Statistics

/// What was asked, how it was tried, and what came out, in sentences.
enum QuestionSection: ReportSection {
  static let name = "question"
  static let title = "Question and verdict"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    var passages: [Passage] = []
    let asked = folder.experiment?.question
    if let asked { passages.append(.words(asked)) }
    if let design = folder.design { passages.append(.words(self.design(design, folder))) }
    passages += Verdict.sentences(folder).map { .words($0) }
    // What must be known of the results follows the question in the dictionary.
    let question = asked ?? ""
    let description = folder.dictionary?["description"]?.string ?? ""
    let caveats = String(
      (description.hasPrefix(question) ? description.dropFirst(question.count) : description[...]).drop {
        $0 == " "
      })
    if !caveats.isEmpty { passages.append(.words(caveats)) }
    return passages
  }

  private static func design(_ design: Design, _ folder: ResultsFolder) -> String {
    let axes = design.axes.enumerated().map { place, axis in
      var values: [String] = []
      var known: Set<String> = []
      for cell in design.cells where known.insert(cell.labels[place]).inserted {
        values.append(cell.labels[place])
      }
      let shown = values.prefix(12).joined(separator: ", ")
      return "\(axis) (\(shown)\(values.count > 12 ? " and \(values.count - 12) more" : ""))"
    }
    let sweep =
      axes.isEmpty ? "One cell" : "\(design.cells.count) cells over \(axes.joined(separator: " and "))"
    let kind = folder.experiment.map { "Kind \($0.kind). " } ?? ""
    let planned = folder.manifest?["plan"]?["runs"]?.integer ?? design.runs
    let part = design.runs < planned ? "; \(planned - design.runs) of \(planned) runs are not finished" : ""
    let diverged = design.diverged > 0 ? ", \(design.diverged) of them diverged" : ""
    return "\(kind)\(sweep), \(design.runs) runs\(diverged)\(part)."
  }
}
