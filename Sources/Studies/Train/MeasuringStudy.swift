import Catalog
import Gating
public import Planning
import Recurrence
import SequenceTasks
public import Sequences
import Tables

/// A study that scores networks on the splits of their task: what follows from its `evaluation` and `telemetry` alone.
public protocol MeasuringStudy: SweptStudy {
  /// What is measured.
  var evaluation: EvaluationSpecification { get }
  /// Whether gates.csv is written.
  var recordsGates: Bool { get }
  /// Of which examples every unit is written down; `nil` for none.
  var units: UnitSpecification? { get }
  /// How often a run writes them down.
  var unitReadings: Int { get }
}

extension MeasuringStudy {
  /// The modes of the file.
  public var scoredModes: [String] { evaluation.modes.map(\.name) }

  /// The task's metrics and those that the file adds, over all target values and over groups.
  public func scores(_ cell: CellSpecification, mode: String) -> [ScoreKey] {
    evaluation.scores(cell, mode: mode)
  }

  /// How many rollouts a score is of, and what their spread is.
  public func notes(on metric: String, mode: String, _ cell: CellSpecification) -> [String] {
    evaluation.notes(on: metric, mode: mode, cell)
  }

  /// Measurements, and gate statistics, predictions and single units where the file asks for them.
  public var runTables: [RunTable] {
    [RunTable(Measurement.table)] + (recordsGates ? [RunTable(GateStatistic.table)] : [])
      + (evaluation.predictions.isEmpty ? [] : [RunTable(PredictionRow.table)])
      + (units == nil ? [] : [RunTable(UnitValue.table)])
  }

  /// Where the examples lie of which there are predictions or single units.
  public func cellTables(_ cell: CellSpecification) -> [CellTable] {
    let task = cell.task.value
    return ExampleRow.tables(
      task,
      Split.scored.map { split in
        if evaluation.predictions.contains(split) { return (split, task.count(split) ?? 0) }
        return (split, units?.split == split ? units?.examples ?? 0 : 0)
      })
  }

  /// The rows of predictions and of single units.
  public func storedRows(_ cell: CellSpecification) -> [StoredRows] {
    evaluation.storedRows(cell, units, readings: unitReadings)
  }

  /// The passes that measure: of whole chunks, keeping what gate statistics and single units read.
  func measuringPass(_ task: any SequenceTask) -> EnginePass {
    let examples = Split.scored.compactMap { task.count($0) }.max() ?? 0
    let isSampled = evaluation.modes.contains { $0.gates.isSampled }
    return EnginePass(
      rows: min(examples, ScoringBlocks.chunk), .evaluation(isSampled ? .sample : .native),
      keepsGateInputs: recordsGates || units != nil, keepsUniforms: false)
  }

  /// Sequences that one measurement of all splits takes forward.
  func sequencesRead(_ cell: CellSpecification) -> Double {
    evaluation.sequences(cell.task.value, draws: draws(cell))
  }

  /// Whether a rollout differs from another.
  private func draws(_ cell: CellSpecification) -> Bool {
    cell.draws(cell.gates.assignment(update: 0, epoch: 0))
  }

  /// Rollouts that are scored at once.
  func scoredRollouts(_ cell: CellSpecification) -> Int {
    let isSampled = evaluation.modes.contains { $0.gates.isSampled }
    return isSampled && draws(cell) ? evaluation.samples : 1
  }
}
