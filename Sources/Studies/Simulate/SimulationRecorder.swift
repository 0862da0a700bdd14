import Gating
import Recurrence
import SequenceTasks
import Sequences
import Statistics
import Theory

/// Gathers what gates and states do over the rollouts of a simulation, step by step.
///
/// At each step the rollouts of the sequences follow one another in a fixed order: the chunks that rollouts are computed
/// in cannot be seen in the sums.
struct SimulationRecorder<Scalar: GateScalar & TelemetryScalar> {
  /// The layers, from the inputs up.
  private(set) var layers: [SimulationRecord]
  private let retention: (gate: CellGate, keeps: Bool)?
  private let readers: [GateReader<Scalar>]
  private let tape = TapeReader<Scalar>()

  /// Room for sequences of up to `steps` steps.
  init(_ configuration: NetworkConfiguration, steps: Int, laws: [GateLaw], policies: GateAssignment) {
    layers = Array(repeating: SimulationRecord(configuration, steps: steps), count: configuration.layers)
    retention = configuration.retention
    readers = zip(configuration.gates, laws).map { gate, law in
      GateReader(gate, law, configuration, policies, isSampled: true, findsGap: true)
    }
  }

  /// Takes in the tape of a pass with draws.
  ///
  /// - Parameters:
  ///   - trajectory: the states of the same network without draws.
  ///   - places: for each row of the batch, the row of its sequence in the trajectory.
  mutating func take<Engine: RecurrentEngine>(
    _ engine: Engine, _ batch: TaskBatch, against trajectory: Trajectory, places: [Int]
  ) where Engine.Scalar == Scalar {
    for layer in layers.indices {
      var taken = engine.configuration.skips ? TakenSteps(batch) : nil
      var kept = [Double](repeating: 1, count: batch.count * engine.configuration.hidden)
      for step in 0..<batch.steps {
        let stretch = TapeStretch(batch, from: step)
        // Of a network that skips, gates are those of the sequences that take the step.
        let read = taken == nil ? stretch : taken?.stretch(engine, layer: layer, step: step)
        for gate in readers.indices {
          guard let read else { break }
          readers[gate].take(engine, layer, read, tape, into: &layers[layer].gates[gate][step])
        }
        keep(&kept, engine, layer: layer, step: step)
        layers[layer].survival[step].add(batch.active(kept, at: step).span)
        for (index, state) in engine.configuration.states.enumerated() {
          tape.read(state.quantity, engine, layer, stretch) { values, _ in
            layers[layer].states[index][step].moments.add(values)
          }
          Self.addSquaredDeviations(
            of: engine.tape(state.quantity, layer: layer, step: step),
            from: trajectory.values(index, layer: layer, step: step), places, batch, step: step,
            to: &layers[layer].states[index][step].squaredDeviations)
        }
      }
    }
  }

  /// Takes off what a step leaves of the memory, by unit; all of it where no gate decides, or the step is skipped.
  private func keep<Engine: RecurrentEngine>(_ kept: inout [Double], _ engine: Engine, layer: Int, step: Int)
  where Engine.Scalar == Scalar {
    guard let retention else { return }
    var left = engine.tape(.gate(retention.gate), layer: layer, step: step).map { Double($0) }
    if !retention.keeps { left = left.map { 1 - $0 } }
    for (index, factor) in engine.tape(.mask(.cell), layer: layer, step: step).enumerated() {
      left[index] *= Double(factor)
    }
    for (index, held) in engine.tape(
      .mask(engine.configuration.memoryHold), layer: layer, step: step
    ).enumerated()
    where held == 1 {
      left[index] = 1
    }
    let units = engine.configuration.hidden
    for (row, isTaken) in engine.tape(.update, layer: layer, step: step).enumerated() where isTaken == 0 {
      for index in row * units..<(row + 1) * units { left[index] = 1 }
    }
    for index in kept.indices { kept[index] *= left[index] }
  }

  /// Adds the squared deviations of the rows that go on from their sequences in the trajectory, row by row.
  private static func addSquaredDeviations(
    of values: [Scalar], from reference: [Double], _ places: [Int], _ batch: TaskBatch, step: Int,
    to sum: inout Double
  ) {
    let n = values.count / batch.count
    for row in 0..<batch.count where batch.lengths[row] > step {
      var squares = 0.0
      for unit in 0..<n {
        let deviation = Double(values[row * n + unit]) - reference[places[row] * n + unit]
        squares += deviation * deviation
      }
      sum += squares
    }
  }
}
