import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences
import Statistics

extension ComparisonSource {
  /// The tables of a folder without records: a deposit, an attachment, somebody else's results.
  ///
  /// `comparisons.csv` may be missing, as where an experiment declares no comparison. Axes are the columns between `cell_id` and
  /// `split`; the compared one is that which `comparisons.csv` lacks; the declared score is the one with an adjusted p. Which way a
  /// score is better is known of the metrics that come with Sluice.
  ///
  /// - Throws: ``IOError`` where `summary.csv` cannot be read; `DataError` where a table is not as Sluice writes it.
  package init(tablesIn folder: String) throws {
    let summary = try Self.table("summary.csv", in: folder)
    guard let summary, let first = summary.names.firstIndex(of: "cell_id"),
      let end = summary.names.firstIndex(of: "split"), first < end
    else {
      throw DataError(
        file: Files.join(folder, "summary.csv"),
        "this is no table of Sluice: expected the columns cell_id, axes, split, …")
    }
    let axes = Array(summary.names[(first + 1)..<end])
    let comparison = try Self.table("comparisons.csv", in: folder)
    let axis = comparison.flatMap { table in axes.firstIndex { !table.names.contains($0) } }
    name = Files.name(of: folder)
    self.axes = axes
    self.axis = axis
    summaries = summary.rows.map { row in
      SummaryRow(
        cellID: row("cell_id"), labels: axes.map(row), column: ScoreColumn(row), summary: Summary(cell: row),
        isFloor: !MeasuredMode.isName(row("mode")))
    }
    let others = axes.enumerated().filter { $0.offset != axis }.map(\.element)
    comparisons = (comparison?.rows ?? []).map { row in
      ComparisonRows.Row(
        otherLabels: others.map(row), column: ScoreColumn(row), baseline: row("baseline"),
        candidate: row("candidate"), comparison: PairedComparison(cell: row))
    }
    baseline = comparisons.first?.baseline
    declared = comparisons.first { $0.comparison.adjustedPValue != nil }?.column.name
    progress = nil
    caveats = []
    remarks = FolderHistory(folder).remarks()
    replicates = summaries.map(\.summary.count).max()
    let dictionary = Files.join(folder, "datapackage.json")
    scoreNotes = ScoreNotes(
      dictionary: Files.exists(dictionary) ? String(decoding: try Files.read(dictionary), as: UTF8.self) : "")
  }

  private static func table(_ name: String, in folder: String) throws -> NamedCells? {
    let path = Files.join(folder, name)
    guard Files.exists(path) else { return nil }
    let bytes = try Files.read(path)
    // A sweep of one value has a header alone.
    guard bytes.dropLast().contains(UInt8(ascii: "\n")) else { return nil }
    return NamedCells(try TextTable(file: path, bytes: bytes))
  }
}

/// A table's rows as functions from a column's name to a cell.
private struct NamedCells {
  let names: [String]
  let rows: [(String) -> String]

  init(_ table: TextTable) {
    names = table.names
    let places = Dictionary(zip(table.names, table.names.indices), uniquingKeysWith: { first, _ in first })
    rows = table.rows.map { row in { name in places[name].map { row[$0] } ?? "" } }
  }
}

extension ScoreColumn {
  /// The score that a row names.
  fileprivate init(_ row: (String) -> String) {
    let metric = try? MetricCatalog().make(ScoreKey.metricName(row("metric")))
    self.init(
      split: row("split"), mode: row("mode"), metric: row("metric"),
      lowerIsBetter: metric?.lowerIsBetter ?? true)
  }
}
