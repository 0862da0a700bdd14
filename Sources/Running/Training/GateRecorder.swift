import Gating
import Recurrence
import SequenceTasks
import Statistics

/// Gathers what gates and states do while a split is evaluated: the rows of `gates.csv`.
///
/// Values are pooled over sequences, units and time steps; steps past a sequence's end are left out. In the
/// mode `sample` the mean of a gate has a theory beside it: the mean of the policy's exact E[g | z] over the
/// same pre-activations, so that the difference is sampling error alone.
struct GateRecorder {
  /// What `gates.csv` says about states, which do not lie in [0, 1].
  private static let stateStatistics: Set<String> = ["mean", "variance", "minimum", "maximum"]

  private let layers: Int
  private let mode: EvaluationMode
  /// By layer and gate, in the order of `LSTMGate.allCases`.
  private var gates: [[GateTelemetry]]
  /// The exact means of the same gates, in the mode `sample`.
  private var theory: [[GateTelemetry]]
  /// By layer: cell, then hidden state.
  private var states: [[GateTelemetry]]

  init(layers: Int, mode: EvaluationMode) {
    self.layers = layers
    self.mode = mode
    let gates = [GateTelemetry](repeating: GateTelemetry(), count: LSTMGate.allCases.count)
    self.gates = Array(repeating: gates, count: layers)
    theory = self.gates
    states = Array(repeating: [GateTelemetry(), GateTelemetry()], count: layers)
  }

  /// Takes in the tape of the last pass.
  mutating func take(_ engine: some LSTMEngine, _ batch: TaskBatch, _ policies: GateAssignment) {
    for layer in 0..<layers {
      for (index, gate) in LSTMGate.allCases.enumerated() {
        take(gate, at: index, layer, engine, batch, policies[gate])
      }
      for (index, quantity) in [TapeQuantity.cell, .hidden].enumerated() {
        for step in 0..<batch.steps {
          let values = batch.active(engine.tape(quantity, layer: layer, step: step), at: step)
          states[layer][index].add(values.span)
        }
      }
    }
  }

  /// The rows gathered so far.
  func rows(update: Int, split: Split) -> [RunRecord.GateStatistic] {
    (0..<layers).flatMap { layer in
      let gateRows = LSTMGate.allCases.indices.flatMap { index in
        gates[layer][index].statistics.map { name, value in
          let isMean = name == "mean"
          return row(
            update, split, layer, LSTMGate.allCases[index].rawValue, name, value,
            theory: isMean ? theory[layer][index].mean : nil)
        }
      }
      let stateRows = ["cell", "hidden"].indices.flatMap { index in
        states[layer][index].statistics.filter { Self.stateStatistics.contains($0.name) }.map { name, value in
          row(update, split, layer, index == 0 ? "cell" : "hidden", name, value)
        }
      }
      return gateRows + stateRows
    }
  }

  private mutating func take(
    _ gate: LSTMGate, at index: Int, _ layer: Int, _ engine: some LSTMEngine, _ batch: TaskBatch,
    _ policy: any GatePolicy
  ) {
    var before: [Double] = []
    for step in 0..<batch.steps {
      let all = engine.tape(.gate(gate), layer: layer, step: step).map { Double($0) }
      let values = batch.active(all, at: step)
      if step == 0 {
        gates[layer][index].add(values.span)
      } else {
        let previous = batch.active(before, at: step)
        gates[layer][index].add(values.span, after: previous.span)
      }
      before = all
      guard mode == .sample, policy.drawsPerUnit > 0 else { continue }
      let preActivations = engine.tape(.preActivation(gate.block), layer: layer, step: step)
      let active = batch.active(preActivations, at: step)
      var means = [Double](repeating: 0, count: active.count)
      var span = means.mutableSpan
      policy.mean(active.span, gates: &span)
      theory[layer][index].add(means.span)
    }
  }

  private func row(
    _ update: Int, _ split: Split, _ layer: Int, _ quantity: String, _ statistic: String, _ value: Double,
    theory: Double? = nil
  ) -> RunRecord.GateStatistic {
    RunRecord.GateStatistic(
      update: update, split: split.rawValue, mode: mode.rawValue, layer: layer, quantity: quantity,
      statistic: statistic, value: value, theory: theory)
  }
}

extension TaskBatch {
  /// The rows of a slice [B, n] whose sequences have not ended before `step`, in Float64.
  func active(_ slice: [some BinaryFloatingPoint], at step: Int) -> [Double] {
    guard lengths.contains(where: { $0 <= step }) else { return slice.map { Double($0) } }
    let width = slice.count / count
    return (0..<count).filter { lengths[$0] > step }.flatMap { row in
      slice[row * width..<(row + 1) * width].map { Double($0) }
    }
  }
}
