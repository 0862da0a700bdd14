import Gating
import Planning
import Recurrence
import SequenceTasks
import Statistics

/// Gathers what gates and states do while a split is evaluated: the rows of `gates.csv`.
///
/// Values are pooled over sequences, units and time steps; steps past a sequence's end are left out. In the
/// mode `sample` the mean of a gate has a theory beside it: the mean of the policy's exact E[g | z] over the
/// same pre-activations, so that the difference is sampling error alone. What is said of probabilities is said of that
/// E[g | z]; in the other modes nothing is drawn, and the probability is the value of the gate.
struct GateRecorder {
  /// What `gates.csv` says about states, which do not lie in [0, 1].
  private static let stateStatistics: Set<String> = ["mean", "variance", "minimum", "maximum"]

  private let layers: Int
  private let mode: MeasuredMode
  /// By layer and gate, in the order of `LSTMGate.allCases`.
  private var gates: [[GateTelemetry]]
  /// The exact means of the same gates, in the mode `sample`.
  private var theory: [[GateTelemetry]]
  /// How far the training law of the same gates is from what is read, in native readings.
  private var gaps: [[EvaluationGap]]
  /// By layer: cell, then hidden state.
  private var states: [[GateTelemetry]]

  init(layers: Int, mode: MeasuredMode) {
    self.layers = layers
    self.mode = mode
    let gates = [GateTelemetry](repeating: GateTelemetry(), count: LSTMGate.allCases.count)
    self.gates = Array(repeating: gates, count: layers)
    theory = self.gates
    gaps = Array(repeating: gates.map { _ in EvaluationGap() }, count: layers)
    states = Array(repeating: [GateTelemetry(), GateTelemetry()], count: layers)
  }

  /// Takes in the tape of the last pass.
  mutating func take(_ engine: some LSTMEngine, _ batch: TaskBatch, _ policies: GateAssignment) {
    var slice = TapeSlice()
    for layer in 0..<layers {
      for (index, gate) in LSTMGate.allCases.enumerated() {
        take(gate, at: index, layer, engine, batch, GateLaw(gate, engine.configuration, policies))
        if mode.gates == .native, engine.configuration.variant.gates.contains(gate) {
          gaps[layer][index].add(engine, batch, gate, layer, policies[gate])
        }
      }
      for (index, quantity) in [TapeQuantity.cell, .hidden].enumerated() {
        for step in 0..<batch.steps {
          slice.read(engine.tape(quantity, layer: layer, step: step), batch, at: step)
          states[layer][index].add(slice.values.span)
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
          + gaps[layer][index].statistics.map { name, value in
            row(update, split, layer, LSTMGate.allCases[index].rawValue, name, value)
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
    _ law: GateLaw
  ) {
    let retention =
      gate == .forget ? GateProbabilities.Retention(engine.configuration.forgetConvention) : nil
    var (values, previous, preActivations) = (TapeSlice(), TapeSlice(), TapeSlice())
    // The gate at the last step in all rows, ended or not.
    var whole = TapeSlice()
    for step in 0..<batch.steps {
      let all = engine.tape(.gate(gate), layer: layer, step: step)
      values.read(all, batch, at: step)
      if step == 0 {
        gates[layer][index].add(values.values.span)
      } else {
        // Of the units one step earlier, those whose sequences have not ended since.
        previous.select(whole.values.span, batch, at: step)
        gates[layer][index].add(values.values.span, after: previous.values.span)
      }
      whole.readAll(all)
      guard mode.gates.isSampled, law.draws else {
        gates[layer][index].add(probabilities: values.values.span, retention: retention)
        continue
      }
      preActivations.read(
        engine.tape(.preActivation(law.block), layer: layer, step: step), batch, at: step)
      let means = law.means(preActivations.values)
      theory[layer][index].add(means.span)
      gates[layer][index].add(probabilities: means.span, retention: retention)
    }
  }

  private func row(
    _ update: Int, _ split: Split, _ layer: Int, _ quantity: String, _ statistic: String, _ value: Double,
    theory: Double? = nil
  ) -> RunRecord.GateStatistic {
    RunRecord.GateStatistic(
      update: update, split: split.rawValue, mode: mode.name, layer: layer, quantity: quantity,
      statistic: statistic, value: value, theory: theory)
  }
}
