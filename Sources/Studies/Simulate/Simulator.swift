package import Gating
package import Planning
import RandomStreams
package import Recurrence
import SequenceTasks
import Sequences
package import Statistics
import Tables
import Theory

/// Runs the rollouts of one cell of kind `simulate`, and tells what gates and states did.
///
/// All rollouts are rows of one batch as far as memory goes, and otherwise of several: rollout r of the s-th sequence is
/// row s·R + r, and its noise is that of sequence number r·S + s. So the chunks do not show with addressed noise.
package struct Simulator<Engine: RecurrentEngine> where Engine.Scalar: GateScalar & TelemetryScalar {
  private let study: SimulateStudy
  private let didAdvance: () -> Void
  private let didPass: (SequencePass, Int) -> Void
  private let task: any SequenceTask
  private let split: Split
  private let chunk: Int
  private let engine: Engine
  private let gates: GateAssignment
  private let noise: NoiseField
  private var recorder: SimulationRecorder<Engine.Scalar>
  private var theory: SimulationTheory
  private var units: SimulatedUnitRecorder<Engine.Scalar>?

  /// - Parameters:
  ///   - study: what is simulated.
  ///   - context: the run.
  ///   - chunk: rollouts at once; `nil` for as many as the study says.
  package init(_ study: SimulateStudy, _ context: RunContext, chunk: Int? = nil) {
    let (cell, task) = (context.cell, context.task)
    let configuration = cell.configuration
    self.study = study
    self.task = task
    self.chunk = chunk ?? study.chunk
    didAdvance = context.didAdvance
    didPass = context.didPass
    split = study.split ?? .test
    engine = Engine(configuration)
    engine.team = context.team
    let parameters =
      study.parameters
      ?? cell.initialParameters(replicate: 0).map { Double($0) }
    engine.parameters = parameters.map { Engine.Scalar($0) }
    gates = cell.gates.assignment(update: 0, epoch: 0)
    noise = cell.noiseField(.evaluationNoise, replicate: 0)
    let laws = configuration.gates.map { [gates] in
      GateLaw($0, configuration, gates, isShared: cell.noise.sharing == .perSequence)
    }
    recorder = SimulationRecorder(configuration, steps: task.maximumSteps, laws: laws, policies: gates)
    theory = SimulationTheory(
      configuration, laws: laws,
      independence: StateIndependence(
        configuration, parameters: engine.parameters, masks: gates.stateMasks),
      masks: gates.stateMasks(of: configuration.structure), steps: task.maximumSteps,
      initial: (configuration.structure.hasCell ? study.initial?.cell : study.initial?.hidden)
        ?? Array(repeating: 0, count: configuration.hidden))
    units = study.units.map { SimulatedUnitRecorder($0, study, configuration, gates) }
  }

  /// Runs all rollouts.
  ///
  /// - Returns: the rows of the tables.
  /// - Throws: `CancellationError` between two parts.
  package consuming func simulate() throws -> Simulation {
    var batch = task.emptyBatch
    for start in stride(from: 0, to: study.count, by: chunk) {
      try Task.checkCancellation()
      take(start..<min(study.count, start + chunk), &batch)
      didAdvance()
    }
    return Simulation(
      statistics: SimulationRows(study, engine.configuration, recorder.layers, theory).rows,
      units: units?.rows ?? UnitValue.table.noRows)
  }

  private mutating func take(_ rows: Range<Int>, _ batch: inout TaskBatch) {
    let engine = engine
    let sequences = rows.lowerBound / study.rollouts...(rows.upperBound - 1) / study.rollouts
    task.load(&batch, split, examples: Array(sequences))
    engine.forward(
      batch, gates: gates, mode: .evaluation(study.trajectory), noise: nil, initial: initial(batch.count))
    let trajectory = Trajectory(engine, steps: batch.steps)
    // A sequence is new where its first rollout is among the rows.
    let first = (rows.lowerBound + study.rollouts - 1) / study.rollouts
    let new = min(first - sequences.lowerBound, batch.count)..<batch.count
    theory.take(engine, batch, rows: new)
    didPass(.read, new.count)
    units?.takeTrajectory(engine, batch, rows: new, first: sequences.lowerBound)

    let places = rows.map { $0 / study.rollouts }
    task.load(&batch, split, examples: places)
    batch.sequences = rows.map {
      study.noiseSequence(rollout: $0 % study.rollouts, sequence: $0 / study.rollouts)
    }
    noise.begin(time: 0, batch, engine.configuration)
    engine.forward(
      batch, gates: gates, mode: .evaluation(.sample), noise: noise, initial: initial(batch.count))
    recorder.take(engine, batch, against: trajectory, places: places.map { $0 - sequences.lowerBound })
    units?.takeRollouts(engine, batch, rows: rows)
    didPass(.read, rows.count)
  }

  private func initial(_ count: Int) -> InitialState? {
    study.initial.map { state in
      let layers = engine.configuration.layers
      return InitialState(
        hidden: (0..<layers).flatMap { _ in state.hidden }, cell: (0..<layers).flatMap { _ in state.cell },
        layers: layers, count: count)
    }
  }
}
