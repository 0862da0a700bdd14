import Gating
import Planning
import Recurrence
import SequenceTasks
import Sequences
import Statistics
import Theory

/// Gathers what gates and states do while a split is evaluated: the rows of `gates.csv`.
///
/// Values are pooled over sequences, units and time steps; steps past a sequence's end are left out. In the
/// mode `sample` the mean of a gate has a theory beside it: the mean of the policy's exact E[g | z] over the
/// same pre-activations, so that the difference is sampling error alone. What is said of probabilities is said of that
/// E[g | z]; in the other modes nothing is drawn, and the probability is the value of the gate.
struct GateRecorder {
  private let layers: Int
  private let mode: MeasuredMode
  /// By layer and gate, in the order of `LSTMGate.allCases`.
  private var gates: [[GateTelemetry]]
  /// The exact means of the same gates, in the mode `sample`.
  private var theory: [[RunningMean]]
  /// How far the training law of the same gates is from what is read, in native readings.
  private var gaps: [[EvaluationGap]]
  /// By layer: cell, then hidden state.
  private var states: [[RunningMoments]]

  init(layers: Int, mode: MeasuredMode) {
    self.layers = layers
    self.mode = mode
    let gates = [GateTelemetry](repeating: GateTelemetry(), count: LSTMGate.allCases.count)
    self.gates = Array(repeating: gates, count: layers)
    theory = Array(repeating: gates.map { _ in RunningMean() }, count: layers)
    gaps = Array(repeating: gates.map { _ in EvaluationGap() }, count: layers)
    states = Array(repeating: [RunningMoments(), RunningMoments()], count: layers)
  }

  /// Takes in the tape of the last pass.
  mutating func take(_ engine: some LSTMEngine, _ batch: TaskBatch, _ policies: GateAssignment) {
    var buffers = Buffers()
    for stretch in TapeStretch.all(of: batch) {
      for layer in 0..<layers {
        for (index, gate) in LSTMGate.allCases.enumerated() {
          take(gate, at: index, engine, layer, stretch, policies, &buffers)
        }
        for (index, quantity) in [TapeQuantity.cell, .hidden].enumerated() {
          buffers.values.read(quantity, engine, layer, stretch)
          buffers.values.withValues { values, _ in
            states[layer][index].add(values, slices: stretch.steps.count)
          }
        }
      }
    }
  }

  /// The rows gathered so far.
  func rows(update: Int, split: Split) -> [GateStatistic] {
    (0..<layers).flatMap { layer in
      let gateRows = LSTMGate.allCases.indices.flatMap { index in
        gates[layer][index].statistics.map { name, value in
          let isMean = name == "mean"
          return row(
            update, split, layer, LSTMGate.allCases[index].rawValue, name, value,
            theory: isMean ? theory[layer][index].value : nil)
        }
          + gaps[layer][index].statistics.map { name, value in
            row(update, split, layer, LSTMGate.allCases[index].rawValue, name, value)
          }
      }
      let stateRows = ["cell", "hidden"].indices.flatMap { index in
        states[layer][index].statistics.map { name, value in
          row(update, split, layer, index == 0 ? "cell" : "hidden", name, value)
        }
      }
      return gateRows + stateRows
    }
  }

  /// What the tape is read into.
  private struct Buffers {
    var values = TapeBlock()
    var preActivations = TapeBlock()
  }

  private mutating func take(
    _ gate: LSTMGate, at index: Int, _ engine: some LSTMEngine, _ layer: Int, _ stretch: TapeStretch,
    _ policies: GateAssignment, _ buffers: inout Buffers
  ) {
    let configuration = engine.configuration
    let law = GateLaw(gate, configuration, policies)
    let retention = gate == .forget ? GateProbabilities.Retention(configuration.forgetConvention) : nil
    let slices = stretch.steps.count
    let isDrawn = mode.gates.isSampled && law.draws
    buffers.values.read(.gate(gate), engine, layer, stretch, withStepBefore: true)
    buffers.values.withValues { values, previous in
      gates[layer][index].add(values, slices: slices, after: previous)
      if !isDrawn { gates[layer][index].add(probabilities: values, slices: slices, retention: retention) }
    }
    if isDrawn {
      buffers.preActivations.read(.preActivation(law.block), engine, layer, stretch)
      buffers.preActivations.withValues { preActivations, _ in
        let means = law.means(preActivations)
        theory[layer][index].add(means.span, slices: slices)
        gates[layer][index].add(probabilities: means.span, slices: slices, retention: retention)
      }
    }
    if mode.gates == .native, configuration.variant.gates.contains(gate) {
      buffers.preActivations.read(.preActivation(gate.block), engine, layer, stretch)
      buffers.preActivations.withValues { preActivations, _ in
        gaps[layer][index].add(preActivations, of: policies[gate])
      }
    }
  }

  private func row(
    _ update: Int, _ split: Split, _ layer: Int, _ quantity: String, _ statistic: String, _ value: Double,
    theory: Double? = nil
  ) -> GateStatistic {
    GateStatistic(
      update: update, split: split.rawValue, mode: mode.name, layer: layer, quantity: quantity,
      statistic: statistic, value: value, theory: theory)
  }
}
