package import Gating
package import Planning
package import Recurrence
package import Sequences
package import Statistics
import Theory

/// Gathers what gates and states do while a split is evaluated: the rows of `gates.csv`.
///
/// Values are pooled over sequences, units and time steps; steps past a sequence's end are left out. In the
/// mode `sample` the mean of a gate has a theory beside it: the mean of the policy's exact E[g | z] over the
/// same pre-activations, so that the difference is sampling error alone. What is said of probabilities is said of that
/// E[g | z]; in the other modes nothing is drawn, and the probability is the value of the gate. In native readings
/// the training law of the same gates is compared with what is read. Where a network skips steps, gates are those of the steps that a
/// layer takes, each beside the one that its sequence took before; states are those after every step.
///
/// One pass over the tape as it lies, in the engine's precision; nothing is allocated once the buffers have grown, where every step
/// is taken.
package struct GateRecorder<Scalar: GateScalar & TelemetryScalar> {
  private let tape = TapeReader<Scalar>()
  private let configuration: NetworkConfiguration
  /// By gate, in the order of the cell.
  private let readers: [GateReader<Scalar>]
  /// By layer and gate.
  private var gates: [[GateRecord]]
  /// By layer, the states in their order.
  private var states: [[RunningMoments]]

  /// Nothing gathered yet.
  package init(_ configuration: NetworkConfiguration, _ policies: GateAssignment, mode: MeasuredMode) {
    self.configuration = configuration
    readers = configuration.gates.map { gate in
      GateReader(
        gate, GateLaw(gate, configuration, policies), configuration, policies,
        isSampled: mode.gates.isSampled, findsGap: mode.gates == .native)
    }
    gates = Array(repeating: readers.map { _ in GateRecord() }, count: configuration.layers)
    states = Array(
      repeating: configuration.states.map { _ in RunningMoments() }, count: configuration.layers)
  }

  /// Takes in the tape of the last pass.
  package mutating func take<Engine: RecurrentEngine>(_ engine: Engine, _ batch: TaskBatch)
  where Engine.Scalar == Scalar {
    if configuration.skips { takeGates(engine, batch) }
    TapeStretch.forEach(of: batch, units: engine.configuration.hidden) { stretch in
      for layer in gates.indices {
        if !configuration.skips { takeGates(engine, layer, stretch) }
        for (index, state) in configuration.states.enumerated() {
          tape.read(state.quantity, engine, layer, stretch) { values, _ in states[layer][index].add(values) }
        }
      }
    }
  }

  /// The gates of a layer over a stretch.
  private mutating func takeGates<Engine: RecurrentEngine>(
    _ engine: Engine, _ layer: Int, _ stretch: TapeStretch
  ) where Engine.Scalar == Scalar {
    for gate in readers.indices {
      readers[gate].take(engine, layer, stretch, tape, into: &gates[layer][gate])
    }
  }

  /// The gates of the steps that each layer takes.
  private mutating func takeGates<Engine: RecurrentEngine>(_ engine: Engine, _ batch: TaskBatch)
  where Engine.Scalar == Scalar {
    for layer in gates.indices {
      var taken = TakenSteps(batch)
      for step in 0..<batch.steps {
        guard let stretch = taken.stretch(engine, layer: layer, step: step) else { continue }
        takeGates(engine, layer, stretch)
      }
    }
  }

  /// The rows gathered so far, under the name of a mode that reads gates as the recorder's does.
  package func rows(update: Int, split: Split, mode: MeasuredMode) -> [GateStatistic] {
    func row(
      _ layer: Int, _ quantity: String, _ statistic: (name: String, value: Double), theory: Double? = nil
    ) -> GateStatistic {
      GateStatistic(
        update: update, split: split.rawValue, mode: mode.name, layer: layer, quantity: quantity,
        statistic: statistic.name, value: statistic.value, theory: theory)
    }
    return gates.indices.flatMap { layer in
      let gateRows = configuration.gates.enumerated().flatMap { index, gate in
        let record = gates[layer][index]
        let theory = readers[index].isDrawn ? record.telemetry.probabilities.mean : nil
        return record.telemetry.statistics.map {
          row(layer, gate.name, $0, theory: $0.name == "mean" ? theory : nil)
        } + record.gap.statistics.map { row(layer, gate.name, $0) }
      }
      let stateRows = zip(configuration.states, states[layer]).flatMap { state, moments in
        moments.statistics.map { row(layer, state.name, $0) }
      }
      return gateRows + stateRows
    }
  }
}
