import Gating
import Planning
import Recurrence
import Sequences
import Statistics
import Tables

/// Writes down single units of a simulation: the trajectory of each chosen sequence, then rollouts sequence by sequence.
///
/// The parts that rollouts are computed in do not show: a sequence's trajectory is taken once, with its first rollout.
struct SimulatedUnitRecorder<Scalar: GateScalar & TelemetryScalar> {
  private let units: SimulatedUnits
  /// R, the rollouts of each sequence.
  private let rolloutsPerSequence: Int
  private var trajectories: UnitRecorder<Scalar>
  private var rollouts: UnitRecorder<Scalar>

  init(
    _ units: SimulatedUnits, _ study: SimulateStudy, _ configuration: NetworkConfiguration,
    _ policies: GateAssignment
  ) {
    self.units = units
    rolloutsPerSequence = study.rollouts
    func recorder(_ mode: EvaluationMode) -> UnitRecorder<Scalar> {
      UnitRecorder(configuration, policies, split: study.splitName, mode: mode.rawValue)
    }
    trajectories = recorder(study.trajectory)
    rollouts = recorder(.sample)
  }

  /// The rows so far.
  var rows: TableRows {
    var rows = trajectories.rows
    rows.append(rollouts.rows)
    return rows
  }

  /// Takes in the tape of a pass without draws.
  ///
  /// - Parameters:
  ///   - rows: the rows of the batch that have not been taken before.
  ///   - first: the sequence of the batch's first row.
  mutating func takeTrajectory<Engine: RecurrentEngine>(
    _ engine: Engine, _ batch: TaskBatch, rows: Range<Int>, first: Int
  ) where Engine.Scalar == Scalar {
    let places = rows.map { UnitPlace(row: $0, example: first + $0, sample: nil) }
    trajectories.take(engine, batch, places.filter { $0.example < units.examples })
  }

  /// Takes in the tape of a pass with draws.
  ///
  /// - Parameter rows: the places of the batch's rows among all rollouts: row s·R + r is rollout r of sequence s.
  mutating func takeRollouts<Engine: RecurrentEngine>(_ engine: Engine, _ batch: TaskBatch, rows: Range<Int>)
  where Engine.Scalar == Scalar {
    let places = rows.enumerated().compactMap { row, place -> UnitPlace? in
      let (example, sample) = place.quotientAndRemainder(dividingBy: rolloutsPerSequence)
      guard example < units.examples, sample < units.rollouts else { return nil }
      return UnitPlace(row: row, example: example, sample: sample)
    }
    rollouts.take(engine, batch, places)
  }
}
