public import Catalog
import Gating
public import Planning
import Recurrence
import SequenceTasks
import Sequences
public import Tables

/// Evaluation: trained networks are read again, under other gates, modes, noise or data.
public struct EvaluateStudy: MeasuringStudy {
  /// The word and what it means.
  public static let description = KindDescription(
    "evaluate", summary: "Reads trained networks again, under other gates, modes, noise or data.")
  /// Replicates are those of the networks.
  public static let repeatsRuns = true
  /// Measurements, gate statistics, predictions and single units.
  public static let tables = [
    Measurement.table.schema, GateStatistic.table.schema, PredictionRow.table.schema, UnitValue.table.schema,
    ExampleRow.table.schema,
  ]
  /// A network may be missing.
  public static let statuses =
    "completed; diverged: some output was not finite; no_weights: the training of the network had diverged."

  /// The network of each replicate; `nil` where its training left none.
  let networks: [SourceNetwork?]
  /// What is measured.
  public let evaluation: EvaluationSpecification
  /// Whether gates.csv is written.
  public let recordsGates: Bool
  /// Of which examples every unit is written down; `nil` for none.
  public let units: UnitSpecification?

  /// One sign of progress a run.
  public var progressUnits: Int { 1 }
  /// Networks are read once.
  public var unitReadings: Int { 1 }

  /// The digest of the parameters that the replicate reads.
  public func source(ofReplicate replicate: Int) -> String? {
    networks[replicate].map { "parameters sha256:\($0.digest)" } ?? "parameters none"
  }

  /// Every split once in every mode.
  public func demand(_ cell: CellSpecification) -> RunDemand {
    let task = cell.task.value
    return RunDemand(
      read: sequencesRead(cell), passes: [measuringPass(task)], scoredRollouts: scoredRollouts(cell))
  }

  /// Reads the replicate's network on the engine that the precision asks for.
  public func run(_ context: RunContext) throws -> RunOutcome {
    defer { context.didAdvance() }
    guard let network = networks[context.run.replicate] else {
      return RunOutcome(status: .noWeights, updates: 0, selectedUpdate: nil, tables: [])
    }
    return switch context.cell.precision {
    case .float32: try NetworkReading<VectorEngine>(self, context).outcome(network)
    case .float64: try NetworkReading<ReferenceEngine>(self, context).outcome(network)
    }
  }

  /// What the replicates of a cell are.
  public static func account(of _: ExperimentPlan) -> String {
    "Replicates are those of the networks that are read; they differ in whatever the networks differ in, and in noise."
  }
}
