import Gating
import Recurrence
import SequenceTasks
import Sequences
import Statistics
import Theory

/// Gathers what gates and states do over the rollouts of a simulation, step by step.
///
/// Every rollout of every sequence is a slice of its own at each step, taken in a fixed order: the chunks that
/// rollouts are computed in cannot be seen in the sums.
struct SimulationRecorder {
  /// What is gathered about cells or hidden states at one step.
  struct States {
    /// The values.
    var moments = RunningMoments()
    /// Σ of the squared deviations from the trajectory without draws.
    var squaredDeviations = 0.0

    /// The root of the mean square.
    var deviation: Double? {
      moments.count > 0 ? (squaredDeviations / Double(moments.count)).squareRoot() : nil
    }

    mutating func merge(_ other: States) {
      moments.merge(other.moments)
      squaredDeviations += other.squaredDeviations
    }
  }

  /// What is gathered about one layer, by step.
  struct Layer {
    /// By gate, in the order of `LSTMGate.allCases`.
    var gates: [[GateTelemetry]]
    /// The share of the cell that has been kept since before step 0: Π k over the steps so far, with k what is left of
    /// c_{t−1} in c_t. That is 1 where the cell is held, else the retention times the mask on the whole cell.
    var survival: [RunningMoments]
    /// By gate and step, how far the training law is from the native reading.
    var gaps: [[EvaluationGap]]
    /// The cells, then the hidden states.
    var states: [[States]]

    init(steps: Int) {
      gates = Array(
        repeating: Array(repeating: GateTelemetry(), count: steps), count: LSTMGate.allCases.count)
      survival = Array(repeating: RunningMoments(), count: steps)
      gaps = Array(
        repeating: Array(repeating: EvaluationGap(), count: steps), count: LSTMGate.allCases.count)
      states = Array(repeating: Array(repeating: States(), count: steps), count: 2)
    }
  }

  /// The layers, from the inputs up.
  private(set) var layers: [Layer]
  private let laws: [GateLaw]
  private let policies: GateAssignment

  /// Room for sequences of up to `steps` steps.
  init(layers: Int, steps: Int, laws: [GateLaw], policies: GateAssignment) {
    self.layers = Array(repeating: Layer(steps: steps), count: layers)
    self.laws = laws
    self.policies = policies
  }

  /// Takes in the tape of a pass with draws.
  ///
  /// - Parameters:
  ///   - trajectory: the states of the same network without draws.
  ///   - places: for each row of the batch, the row of its sequence in the trajectory.
  mutating func take(
    _ engine: some LSTMEngine, _ batch: TaskBatch, against trajectory: Trajectory, places: [Int]
  ) {
    for layer in layers.indices {
      for gate in LSTMGate.allCases.indices { take(gate, layer, engine, batch) }
      for (index, quantity) in Trajectory.quantities.enumerated() {
        for step in 0..<batch.steps {
          let values = engine.tape(quantity, layer: layer, step: step).map { Double($0) }
          let reference = trajectory.values(index, layer: layer, step: step)
          takeStates(values, reference, places, batch, at: (layer, index, step))
        }
      }
    }
  }

  private mutating func take(_ index: Int, _ layer: Int, _ engine: some LSTMEngine, _ batch: TaskBatch) {
    let gate = LSTMGate.allCases[index]
    let n = engine.configuration.hidden
    let retention = gate == .forget ? GateProbabilities.Retention(engine.configuration.forgetConvention) : nil
    var before: [Double] = []
    var kept = [Double](repeating: 1, count: retention == nil ? 0 : batch.count * n)
    for step in 0..<batch.steps {
      let all = engine.tape(.gate(gate), layer: layer, step: step).map { Double($0) }
      let values = batch.active(all, at: step)
      let rows = values.count / n
      var means = values
      if laws[index].draws {
        let preActivations = engine.tape(.preActivation(laws[index].block), layer: layer, step: step)
        means = laws[index].means(batch.active(preActivations, at: step).span)
      }
      if let natives = natives(gate, engine, batch, layer: layer, step: step) {
        layers[layer].gaps[index][step].add(means: means.span, natives: natives.span)
      }
      if step == 0 {
        layers[layer].gates[index][step].add(values.span, slices: rows)
      } else {
        let previous = batch.active(before, at: step)
        layers[layer].gates[index][step].add(values.span, slices: rows, after: previous.span)
      }
      layers[layer].gates[index][step].add(probabilities: means.span, slices: rows, retention: retention)
      if let retention {
        let left = Self.left(all, retention, engine, layer: layer, step: step)
        for index in kept.indices { kept[index] *= left[index] }
        layers[layer].survival[step].add(batch.active(kept, at: step).span, slices: rows)
      }
      before = all
    }
  }

  /// What is left of c_{t−1} in c_t, by unit.
  private static func left(
    _ forget: [Double], _ retention: GateProbabilities.Retention, _ engine: some LSTMEngine, layer: Int,
    step: Int
  ) -> [Double] {
    var left = retention == .keep ? forget : forget.map { 1 - $0 }
    for (index, factor) in engine.tape(.mask(.cell), layer: layer, step: step).enumerated() {
      left[index] *= Double(factor)
    }
    for (index, held) in engine.tape(.mask(.zoneoutCell), layer: layer, step: step).enumerated()
    where held == 1 {
      left[index] = 1
    }
    return left
  }

  /// The native reading of a gate's pre-activations; `nil` for a gate that follows no policy of its own.
  private func natives(
    _ gate: LSTMGate, _ engine: some LSTMEngine, _ batch: TaskBatch, layer: Int, step: Int
  ) -> [Double]? {
    guard engine.configuration.variant.gates.contains(gate) else { return nil }
    let z = batch.active(engine.tape(.preActivation(gate.block), layer: layer, step: step), at: step)
    var natives = z
    var span = natives.mutableSpan
    policies[gate].evaluate(z.span, gates: &span)
    return natives
  }

  private mutating func takeStates(
    _ values: [Double], _ reference: [Double], _ places: [Int], _ batch: TaskBatch,
    at place: (layer: Int, index: Int, step: Int)
  ) {
    let n = values.count / batch.count
    for row in 0..<batch.count where batch.lengths[row] > place.step {
      var squares = 0.0
      for unit in 0..<n {
        let deviation = values[row * n + unit] - reference[places[row] * n + unit]
        squares += deviation * deviation
      }
      layers[place.layer].states[place.index][place.step].squaredDeviations += squares
    }
    let active = batch.active(values, at: place.step)
    layers[place.layer].states[place.index][place.step].moments.add(active.span, slices: active.count / n)
  }
}

/// The cells and hidden states of a pass without draws.
struct Trajectory {
  /// What is kept.
  static let quantities = [TapeQuantity.cell, .hidden]

  private let steps: Int
  private var slices: [[Double]] = []

  /// Copies the tape of the last pass.
  init(_ engine: some LSTMEngine, steps: Int) {
    self.steps = steps
    for layer in 0..<engine.configuration.layers {
      for quantity in Self.quantities {
        for step in 0..<steps {
          slices.append(engine.tape(quantity, layer: layer, step: step).map { Double($0) })
        }
      }
    }
  }

  /// A slice [S, n] of a quantity, by its place in ``quantities``.
  func values(_ quantity: Int, layer: Int, step: Int) -> [Double] {
    slices[(layer * Self.quantities.count + quantity) * steps + step]
  }
}
