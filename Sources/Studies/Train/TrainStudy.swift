public import Catalog
import Estimation
import Gating
public import Planning
public import Recurrence
public import SequenceTasks
import Sequences
import Snapshots
import Statistics
public import Tables

/// Training: networks learn a task, and are measured on the way.
public struct TrainStudy: MeasuringStudy {
  /// The word and what it means.
  public static let description = KindDescription(
    "train", summary: "Trains networks over a sweep and compares them.")
  /// Updates.
  public static let lengthKey: String? = "training.updates"
  /// Replicates are runs.
  public static let repeatsRuns = true
  /// Measurements, gate statistics, predictions and single units.
  public static let tables = [
    Measurement.table.schema, GateStatistic.table.schema, PredictionRow.table.schema, UnitValue.table.schema,
    ExampleRow.table.schema,
  ]

  /// How the network learns.
  public let training: TrainingSpecification
  /// What is measured, and when.
  public private(set) var evaluation: EvaluationSpecification
  /// Whether gates.csv is written.
  public private(set) var recordsGates: Bool
  /// Of which examples every unit is written down; `nil` for none.
  public private(set) var units: UnitSpecification?
  /// Which parameters a run leaves in a file.
  public private(set) var saves: SavedWeights
  /// All parameters before the first update, in the order of `ParameterLayout`; `nil` where they are drawn.
  public let parameters: [Double]?
  /// When the state of a run is kept on the way.
  public let checkpoints: CheckpointRule?
  /// Gradients drawn anew at every measured update, for their variance; `nil` for none.
  public private(set) var gradientSamples: Int?

  /// Reads `training`, `evaluation` and `telemetry`.
  public init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification) {
    let evaluation = cell.evaluation(task, network)
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
    checkpoints = cell.checkpoints()
    recordsGates = telemetry.flag("gates")
    self.gradientSamples = gradientSamples
  }

  /// The same training, which leaves nothing but its scores.
  var withScoresAlone: TrainStudy {
    var study = self
    (study.recordsGates, study.units, study.saves, study.gradientSamples) = (false, nil, .none, nil)
    study.evaluation = evaluation.withScoresAlone
    return study
  }

  /// Saved weights, where they are packed.
  public static func pack(of plan: ExperimentPlan) -> (any FilePack)? {
    WeightsPacking(plan) == .packed ? WeightsPack() : nil
  }

  /// What open gates are charged with.
  public var penalty: GatePenalty? { training.gatePenalty }
  /// Updates.
  public var progressUnits: Int { training.updates }
  /// Once, or at every measured update.
  public var unitReadings: Int {
    // Every so many updates from 0 on, and the last.
    units?.updates == .measured ? (training.updates + evaluation.every - 1) / evaluation.every + 1 : 1
  }

  /// Updates and measurements.
  public func demand(_ cell: CellSpecification) -> RunDemand {
    let (task, rule) = (cell.task.value, cell.gates.gradient.value)
    let looks = rule.surrogate == nil || training.gatePenalty != nil
    let measured = (training.updates + evaluation.every - 1) / evaluation.every
    let updates = Double(training.updates) + Double(measured) * Double(gradientSamples ?? 0)
    return RunDemand(
      differentiated: Double(training.batch) * updates,
      // The last measurement follows all updates.
      read: sequencesRead(cell) * Double(measured + 1),
      passes: [
        EnginePass(
          rows: rule.rows(batch: training.batch), .training(epoch: 0), keepsGateInputs: looks,
          keepsMemoryGradients: recordsGates, injects: looks),
        measuringPass(task),
      ], scoredRollouts: scoredRollouts(cell),
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

  private func train<Engine: RecurrentEngine>(_: Engine.Type, _ context: RunContext) throws -> RunOutcome
  where Engine.Scalar: OptimizerScalar & TelemetryScalar {
    let kept = context.checkpoints?.resume(upTo: training.updates) { (checkpoint) throws(SnapshotError) in
      try Trainer<Engine>(self, context, from: checkpoint)
    }
    if let kept { context.didMeasure(kept.state.rows.measurements.rows.map { Measurement($0) }) }
    let outcome = try (kept ?? Trainer<Engine>(self, context)).train()
    var measurements = Measurement.table.rows(evaluation.floors(context))
    measurements.append(outcome.rows.measurements)
    return RunOutcome(
      status: outcome.selected == nil ? .diverged : .completed, updates: outcome.updates,
      selectedUpdate: outcome.selected, tables: [measurements, outcome.rows.verdicts, outcome.rows.gates],
      attachments: evaluation.attachments(outcome.rows.predictions)
        + (units == nil ? [] : [.rows(outcome.rows.units)])
        + (outcome.weights.map { [$0.attachment(context)] } ?? []))
  }
}
