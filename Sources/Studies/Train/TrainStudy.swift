public import Catalog
import Estimation
import Gating
public import Planning
public import Recurrence
public import SequenceTasks
public import Sequences
import Statistics
public import Tables

/// Training: networks learn a task, and are measured on the way.
public struct TrainStudy: SweptStudy {
  /// The word and what it means.
  public static let description = KindDescription(
    "train", summary: "Trains networks over a sweep and compares them.")
  /// Replicates are runs.
  public static let repeatsRuns = true
  /// Measurements, gate statistics, predictions and single units.
  public static let tables = [
    Measurement.table.schema, GateStatistic.table.schema, PredictionRow.table.schema, UnitValue.table.schema,
  ]

  /// How the network learns.
  public let training: TrainingSpecification
  /// What is measured, and when.
  public let evaluation: EvaluationSpecification
  /// Whether gates.csv is written.
  public let recordsGates: Bool
  /// Of which examples every unit is written down; `nil` for none.
  public let units: UnitSpecification?
  /// Which parameters a run leaves in a file.
  public let saves: SavedWeights
  /// All parameters before the first update, in the order of `ParameterLayout`; `nil` where they are drawn.
  public let parameters: [Double]?
  /// Gradients drawn anew at every measured update, for their variance; `nil` for none.
  public let gradientSamples: Int?

  /// Reads `training`, `evaluation` and `telemetry`.
  public init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification) {
    let evaluation = cell.evaluation(task)
    guard let training = cell.training(task), let evaluation else { return nil }
    let telemetry = Settings(cell.settings)["telemetry"]
    let gradientSamples = telemetry.optionalInteger("gradient_samples")
    if gradientSamples != nil, !telemetry.flag("gates") {
      cell.fail("telemetry.gradient_samples", "needs `gates: true`, without which gates.csv is not written")
    }
    let before = cell.errors.count
    units = cell.units(task)
    let parameters = cell.givenParameters(task, network, withReadout: true)
    guard cell.errors.count == before else { return nil }
    self.training = training
    self.evaluation = evaluation
    self.parameters = parameters
    saves = cell.savedWeights()
    recordsGates = telemetry.flag("gates")
    self.gradientSamples = gradientSamples
  }

  /// What open gates are charged with.
  public var penalty: GatePenalty? { training.gatePenalty }
  /// Updates.
  public var progressUnits: Int { training.updates }
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
  /// Measurements, and gate statistics and predictions where the file asks for them.
  public var runTables: [RunTable] {
    [RunTable(Measurement.table)] + (recordsGates ? [RunTable(GateStatistic.table)] : [])
      + (evaluation.predictions.isEmpty ? [] : [RunTable(PredictionRow.table)])
      + (units == nil ? [] : [RunTable(UnitValue.table)])
  }
  /// The rows of predictions and of single units.
  public func storedRows(_ cell: CellSpecification) -> [StoredRows] {
    let measured = units?.updates == .measured ? training.updates / evaluation.every + 1 : 1
    return evaluation.storedRows(cell, units, readings: measured)
  }

  /// Updates and measurements.
  public func demand(_ cell: CellSpecification) -> RunDemand {
    let (task, rule) = (cell.task.value, cell.gates.gradient.value)
    let looks = rule.surrogate == nil || training.gatePenalty != nil
    let examples = Split.scored.compactMap { task.count($0) }.max() ?? 0
    let isSampled = evaluation.modes.contains { $0.gates.isSampled }
    let draws = cell.gates.assignment(update: 0, epoch: 0).draws
    let measured = (training.updates + evaluation.every - 1) / evaluation.every
    let updates = Double(training.updates) + Double(measured) * Double(gradientSamples ?? 0)
    return RunDemand(
      differentiated: Double(training.batch) * updates,
      // The last measurement follows all updates.
      read: evaluation.sequences(task) * Double(measured + 1),
      passes: [
        EnginePass(
          rows: rule.rows(batch: training.batch), .training(epoch: 0), keepsGateInputs: looks,
          keepsCellGradients: recordsGates, injects: looks),
        EnginePass(
          rows: min(examples, ScoringBlocks.chunk), .evaluation(isSampled ? .sample : .native),
          keepsGateInputs: recordsGates, keepsUniforms: false),
      ], scoredRollouts: isSampled && draws ? evaluation.samples : 1,
      noiseTimes: .init(training.updates, "updates", key: "training.updates"))
  }

  /// Whether replicates have data and weights of their own.
  public static func account(of plan: ExperimentPlan) -> String {
    let isGiven = plan.cells.allSatisfy { ($0.specification.study as? TrainStudy)?.parameters != nil }
    return account(of: plan, drawsWeights: !isGiven)
  }

  /// Trains a network on the engine that the precision asks for.
  public func run(_ context: RunContext) throws -> RunOutcome {
    switch context.cell.precision {
    case .float32: try train(VectorEngine.self, context)
    case .float64: try train(ReferenceEngine.self, context)
    }
  }

  private func train<Engine: LSTMEngine>(_: Engine.Type, _ context: RunContext) throws -> RunOutcome
  where Engine.Scalar: OptimizerScalar & TelemetryScalar {
    let outcome = try Trainer<Engine>(self, context).train()
    return RunOutcome(
      status: outcome.isDiverged ? .diverged : .completed, updates: outcome.updates,
      selectedUpdate: outcome.selected,
      tables: [
        Measurement.table.rows(evaluation.floors(context) + outcome.measurements),
        SolvedVerdict.table.rows(outcome.selected.flatMap { outcome.verdicts[$0] } ?? []),
        GateStatistic.table.rows(outcome.gates),
      ],
      attachments: evaluation.attachments(outcome.predictions) + (units?.attachments(outcome.units) ?? [])
        + (outcome.weights.map { [$0.attachment(context)] } ?? []))
  }
}
