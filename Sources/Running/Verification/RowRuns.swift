import Planning
import Tables

/// The runs that a row of a published table depends on.
struct RowRuns {
  let plan: ExperimentPlan
  let folder: String

  /// The runs: that of the row, all of its cell or, of a comparison, all of both cells; none where the row names none of the plan's.
  /// Where their settings are tuned, the runs that tried them come before.
  ///
  /// - Throws: ``VerificationRefusal`` where the table has no such row; ``IOError``.
  func runs(of row: TableRowName) throws -> [RunSpecification] {
    guard let cells = try PublishedRow(row, in: folder).cells else { return [] }
    if let id = cells["run_id"] { return plan.runs.first { $0.id == id }.map(with) ?? [] }
    if let id = cells["cell_id"] { return runs { $0.id == id } }
    if let tuning = plan.tuning, TuningTables.schemas.contains(where: { $0.file == row.file }) {
      return (0..<tuning.candidates).flatMap { candidate in
        trials(candidate) { run in
          run.cell.coordinates.allSatisfy { cells[$0.path] == $0.label }
            && cells["for_replicate"] == run.tuningReplicate.map { "\($0)" } ?? ""
        }
      }
    }
    guard let comparison = plan.comparison, let baseline = cells["baseline"],
      let candidate = cells["candidate"]
    else { return [] }
    return runs { cell in
      cell.coordinates.enumerated().allSatisfy { place, coordinate in
        place == comparison.axis
          ? [baseline, candidate].contains(coordinate.label) : cells[coordinate.path] == coordinate.label
      }
    }
  }

  private func runs(of isMeant: (SweepCell) -> Bool) -> [RunSpecification] {
    plan.cells.filter(isMeant).flatMap { cell in
      trials(cell.index) + (0..<plan.replicates).map { cell.run(replicate: $0) }
    }
  }

  /// A run behind those that tried its settings, or with those that it was ranked among.
  private func with(_ run: RunSpecification) -> [RunSpecification] {
    guard let tuning = plan.tuning else { return [run] }
    guard run.isTrial else {
      return trials(run.cell.index) { $0.tuningReplicate.map { $0 == run.replicate } ?? true } + [run]
    }
    return trials(tuning.candidate(of: run.cell.index)) { $0.tuningReplicate == run.tuningReplicate }
  }

  /// The runs that try settings for a cell of the comparison.
  private func trials(
    _ candidate: Int, where isMeant: (RunSpecification) -> Bool = { _ in true }
  ) -> [RunSpecification] {
    guard let tuning = plan.tuning else { return [] }
    return tuning.cells.filter { tuning.candidate(of: $0.index) == candidate }.flatMap { cell in
      (0..<tuning.replicates).map { cell.run(replicate: $0) }.filter(isMeant)
    }
  }
}

/// A row as it stands in a published table.
struct PublishedRow {
  /// The cells by the names of their columns; `nil` where the row is not of the header's form.
  let cells: [String: String]?

  /// - Throws: ``VerificationRefusal`` where there is no such table or row; ``IOError``.
  init(_ row: TableRowName, in folder: String) throws {
    let path = Files.join(folder, row.file)
    guard Files.exists(path) else {
      let known = try Files.names(in: folder).filter { $0.hasSuffix(".csv") }
      throw VerificationRefusal.noTable(row.file, in: folder, known: known)
    }
    var lines = try WholeLines(path, quotes: true)
    let header = try lines.next() ?? []
    for number in 1...row.number {
      guard let line = try lines.next() else {
        throw VerificationRefusal.noRow(row, in: folder, rows: number - 1)
      }
      guard number == row.number else { continue }
      guard let table = CSVRows(header + line), let cells = table.rows.first else { break }
      self.cells = Dictionary(zip(table.names, cells), uniquingKeysWith: { first, _ in first })
      return
    }
    cells = nil
  }
}
