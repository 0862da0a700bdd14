public import Catalog
public import Gating
public import Planning
public import Recurrence
public import Reports
import SequenceTasks
public import Sequences
public import Tables

/// Simulation: running a network many times with different noise.
///
/// R rollouts of S sequences share one set of weights. Rollout r of the s-th simulated sequence has the noise of sequence
/// number r·S + s at time 0 of the evaluation noise, both counted from 0, whatever batch it is computed in.
public struct SimulateStudy: SweptStudy {
  /// The word and what it means.
  public static let description = KindDescription(
    "simulate", summary: "Runs networks many times with different noise, without training.")
  /// The rollouts of a simulation share their weights: together they are one run.
  public static let repeatsRuns = false
  /// Gate statistics, single units and where their sequences lie.
  public static let tables = [
    GateStatistic.table.schema, UnitValue.table.schema, ExampleRow.table.schema,
  ]

  /// R: rollouts of every sequence.
  public let rollouts: Int
  /// The part of the task's data; `nil` for an explicit sequence.
  public let split: Split?
  /// S: sequences, from the first of the split on.
  public let sequences: Int
  /// Reporting interval, in steps.
  public let every: Int
  /// The reading without draws that rollouts are compared with.
  public let trajectory: EvaluationMode
  /// Of which sequences and rollouts every unit is written down; `nil` for none.
  public let units: SimulatedUnits?
  /// All parameters in the order of `ParameterLayout`; `nil` where they are drawn.
  public let parameters: [Double]?
  /// h and c of every layer before the first step, [n] each; `nil` for zeros.
  public let initial: InitialState?
  /// Rollouts that go through the network at once.
  public let chunk: Int

  /// There are no targets.
  public var hasReadout: Bool { false }
  /// Parts that the rollouts are computed in.
  public var progressUnits: Int { (count + chunk - 1) / chunk }
  /// Gate statistics, and single units where the file asks for them.
  public var runTables: [RunTable] {
    [RunTable(GateStatistic.table)] + (units == nil ? [] : [RunTable(UnitValue.table)])
  }

  /// Where the sequences lie of which there are single units.
  public func cellTables(_ cell: CellSpecification) -> [CellTable] {
    guard let split, let units else { return [] }
    return ExampleRow.tables(cell.task.value, [(split, units.examples)])
  }

  /// The rows of single units.
  public func storedRows(_ cell: CellSpecification) -> [StoredRows] {
    units.map { [$0.storedRows(cell)] } ?? []
  }

  /// Every rollout, and each sequence once without draws.
  public func demand(_: CellSpecification) -> RunDemand {
    RunDemand(
      read: Double(count + sequences),
      passes: [EnginePass(rows: chunk, .evaluation(.sample), keepsGateInputs: true)])
  }

  /// Runs all rollouts on the engine that the precision asks for.
  public func run(_ context: RunContext) throws -> RunOutcome {
    let simulation =
      switch context.cell.precision {
      case .float32: try Simulator<VectorEngine>(self, context).simulate()
      case .float64: try Simulator<ReferenceEngine>(self, context).simulate()
      }
    return RunOutcome(
      isDiverged: simulation.statistics.contains { !$0.value.isFinite && $0.statistic == "mean" },
      tables: [GateStatistic.table.rows(simulation.statistics)],
      attachments: units == nil ? [] : [.rows(simulation.units)])
  }

  /// `NAME: 4 cells, each one run of 256 rollouts of every sequence`.
  public static func heading(of plan: ExperimentPlan) -> String {
    "\(plan.experiment.name): \(PlanSummary.count(plan.cells.count, "cell")), each one run of "
      + "\(PlanSummary.count(plan.experiment.repetitions, "rollout")) of every sequence"
  }

  /// What rollouts share.
  public static func account(of _: ExperimentPlan) -> String {
    "Rollouts share their weights and sequences, and differ in noise."
  }

  /// Statistics beside their theory, in the place of scores.
  public static func report(_ results: StudyResults, statistic: String?) throws -> Report? {
    try SimulationReport(results, statistic: statistic).report
  }

  /// The sequences' name in tables: the split, or `inputs`.
  public var splitName: String { split?.rawValue ?? "inputs" }
  /// R·S.
  public var count: Int { rollouts * sequences }

  /// The number of a rollout in the addresses of its noise: r·S + s.
  package func noiseSequence(rollout: Int, sequence: Int) -> UInt32 { UInt32(rollout * sequences + sequence) }

  /// Rollouts at once so that the tape of one layer step by step stays near 64 MiB, and 1,024 at most.
  ///
  /// Addressed noise and the tables do not show it; GSL's own generators are consumed chunk by chunk.
  static func chunk(steps: Int, inputs: Int, hidden: Int, layers: Int, count: Int) -> Int {
    let values = steps * (inputs + 15 * layers * hidden)
    return min(count, max(1, min(1024, (1 << 24) / max(1, values))))
  }
}
