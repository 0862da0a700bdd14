import Gating
package import Planning
import RandomStreams
package import Recurrence
package import SequenceTasks
import Sequences

/// Runs the rollouts of one cell of kind `simulate`, and tells what gates and states did.
///
/// All rollouts are rows of one batch as far as memory goes, and otherwise of several: rollout r of the s-th sequence is
/// row s·R + r, and its noise is that of sequence number r·S + s. So the chunks do not show with addressed noise.
package struct Simulator<Engine: LSTMEngine> {
  private let work: SimulationWork
  private let task: any SequenceTask
  private let split: Split
  private let chunk: Int
  private let engine: Engine
  private let gates: GateAssignment
  private let noise: NoiseField
  private var recorder: SimulationRecorder
  private var theory: SimulationTheory

  /// - Parameters:
  ///   - cell: the cell.
  ///   - work: what it does.
  ///   - task: where the sequences come from.
  ///   - chunk: rollouts at once; `nil` for as many as the cell says.
  ///   - team: the engine's threads.
  package init(
    _ cell: CellSpecification, _ work: SimulationWork, task: any SequenceTask, chunk: Int? = nil,
    team: ThreadTeam = .alone
  ) {
    let configuration = cell.configuration
    self.work = work
    self.task = task
    self.chunk = chunk ?? work.chunk
    split = work.split ?? .test
    engine = Engine(configuration)
    engine.team = team
    let parameters =
      work.parameters
      ?? cell.network.initialWeights.draw(
        configuration, maximumSteps: task.maximumSteps, seed: cell.seed, replicate: 0
      ).map { Double($0) }
    engine.parameters = parameters.map { Engine.Scalar($0) }
    gates = cell.gates.assignment(update: 0, epoch: 0)
    noise = NoiseField(
      generator: cell.generator, seed: cell.seed, replicate: 0, purpose: .evaluationNoise,
      sharing: cell.noise.sharing, scope: cell.noise.scope)
    let laws = LSTMGate.allCases.map { [gates] in
      GateLaw($0, configuration, gates, isShared: cell.noise.sharing == .perSequence)
    }
    recorder = SimulationRecorder(
      layers: configuration.layers, steps: task.maximumSteps, laws: laws, policies: gates)
    theory = SimulationTheory(
      configuration, laws: laws,
      independence: StateIndependence(
        configuration, parameters: engine.parameters, masks: gates.stateMasks),
      masks: gates.stateMasks,
      steps: task.maximumSteps,
      initialCell: work.initial?.cell ?? Array(repeating: 0, count: configuration.hidden))
  }

  /// Runs all rollouts.
  ///
  /// - Parameter didFinishChunk: called after every part of them.
  /// - Returns: the rows of `gates.csv`.
  /// - Throws: `CancellationError` between two parts.
  package consuming func simulate(didFinishChunk: () -> Void) throws -> [RunRecord.GateStatistic] {
    var batch = task.emptyBatch
    for start in stride(from: 0, to: work.count, by: chunk) {
      try Task.checkCancellation()
      take(start..<min(work.count, start + chunk), &batch)
      didFinishChunk()
    }
    return SimulationRows(work, recorder, theory).rows
  }

  private mutating func take(_ rows: Range<Int>, _ batch: inout TaskBatch) {
    let sequences = rows.lowerBound / work.rollouts...(rows.upperBound - 1) / work.rollouts
    task.load(&batch, split, examples: Array(sequences))
    engine.forward(
      batch, gates: gates, mode: .evaluation(work.trajectory), noise: nil, initial: initial(batch.count))
    let trajectory = Trajectory(engine, steps: batch.steps)
    // A sequence is new where its first rollout is among the rows.
    let first = (rows.lowerBound + work.rollouts - 1) / work.rollouts
    theory.take(engine, batch, rows: min(first - sequences.lowerBound, batch.count)..<batch.count)

    let places = rows.map { $0 / work.rollouts }
    task.load(&batch, split, examples: places)
    batch.sequences = rows.map {
      work.noiseSequence(rollout: $0 % work.rollouts, sequence: $0 / work.rollouts)
    }
    noise.begin(time: 0, batch, engine.configuration)
    engine.forward(
      batch, gates: gates, mode: .evaluation(.sample), noise: noise, initial: initial(batch.count))
    recorder.take(engine, batch, against: trajectory, places: places.map { $0 - sequences.lowerBound })
  }

  private func initial(_ count: Int) -> InitialState? {
    work.initial.map { state in
      let layers = engine.configuration.layers
      return InitialState(
        hidden: (0..<layers).flatMap { _ in state.hidden }, cell: (0..<layers).flatMap { _ in state.cell },
        layers: layers, count: count)
    }
  }
}
