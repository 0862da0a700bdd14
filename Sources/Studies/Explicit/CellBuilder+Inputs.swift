import Catalog
import DataReading
import Planning

/// The explicit sequence of an experiment.
struct ExplicitSequence {
  /// The inputs, [T, m].
  let rows: [[Double]]
  /// Where they were read from, and what was read; `nil` where the experiment spells them out.
  var source: (digest: String, findings: [Finding])?
}

extension CellBuilder {
  /// What `inputs` spells out, or the file that it names holds; `nil` where that is wrong, which is then among the errors.
  ///
  /// - Parameter width: m; `nil` where the rows say it.
  mutating func inputs(width: Int?) -> ExplicitSequence? {
    guard case .map? = settings["inputs"] else {
      return explicit { numbers in
        ExplicitSequence(rows: numbers.inputs(width ?? numbers.settings.matrix("inputs").first?.count ?? 0))
      }
    }
    let file = Settings(settings)["inputs"].text("file")
    guard let table = steps("inputs", maximumSteps: ExperimentFormat.Limit.traceSteps) else { return nil }
    let names = table.names.prefix(40).joined(separator: ", ") + (table.names.count > 40 ? ", …" : "")
    if let width, table.names.count != width {
      let isListed = isGiven("inputs.columns")
      fail(
        isListed ? "inputs.columns" : "inputs.file",
        "found \(PlanSummary.count(table.names.count, "column")) (\(names)); the network has \(PlanSummary.count(width, "input"))"
          + (isListed || table.names.count < width ? "" : "; list \(width) of the columns in 'columns'"))
      return nil
    }
    let rows = Finding("rows", "\(table.rows.count) of \(file), each taken for a step")
    return ExplicitSequence(
      rows: table.rows, source: (table.digest, [rows, Finding("inputs", "\(table.names.count): \(names)")]))
  }
}
