import Gating
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences
public import Tables

/// Computes one cell of explicit numbers step by step and writes down every quantity: the rows of `trace.csv`.
///
/// Gates follow their training law. Their draws are those of replicate 0, update 0 and sequence 0 of the
/// experiment's seed. `probability` is the exact mean E[g | z], which for a gate that is 0 or 1 is the
/// probability of 1; `derivative` is what backpropagation would use for ∂g/∂z.
public struct Tracer: Sendable {
  /// One number of a cell.
  public struct Row: Sendable {
    let step: Int
    let layer: Int
    let quantity: String
    let unit: Int
    let value: Cell
  }

  /// `trace.csv`.
  public static let table = Table<Row>(
    "trace", "One row for every number of a cell, step by step.",
    [
      .integer("step", "The time step, from 0.") { $0.step },
      .integer("layer", "The layer, from 0.") { $0.layer },
      .text(
        "quantity",
        "concatenated (input and previous hidden state in the declared order, under their masks: what gates see); mask.input, "
          + "mask.hidden, mask.write, mask.cell (factors), mask.zoneout_cell, mask.zoneout_hidden (1 where the old state "
          + "stays), of the state noise that there is; with a skip rule update_probability and update (1 where the layer takes "
          + "the step; of one that is skipped gates and candidate are what they would be); for each gate pre_activation, "
          + "probability, uniform, uniform_2 (of a policy with two draws), value, derivative; candidate, cell, hidden, output."
      ) { $0.quantity },
      .integer("unit", "The unit, from 0.") { $0.unit },
      Column("value", .number, "The number.") { $0.value },
    ])

  private let trace: TraceStudy

  /// The tracer of a cell.
  public init(_ trace: TraceStudy) { self.trace = trace }

  /// Hands the rows, in order, to `write`.
  public func rows<Failure: Error>(_ write: (Row) throws(Failure) -> Void) throws(Failure) {
    switch trace.precision {
    case .float32: try rows(of: VectorEngine.self, { .exact($0) }, write)
    case .float64: try rows(of: ReferenceEngine.self, { .exact($0) }, write)
    }
  }

  private func rows<Engine: RecurrentEngine, Failure: Error>(
    of _: Engine.Type, _ cell: (Engine.Scalar) -> Cell, _ write: (Row) throws(Failure) -> Void
  ) throws(Failure) {
    let engine = run(Engine.self)
    for step in trace.inputs.indices {
      for layer in 0..<trace.configuration.layers {
        for (quantity, values) in quantities(engine, step: step, layer: layer) {
          for (unit, value) in values.enumerated() {
            try write(Row(step: step, layer: layer, quantity: quantity, unit: unit, value: cell(value)))
          }
        }
      }
    }
  }

  private func run<Engine: RecurrentEngine>(_: Engine.Type) -> Engine {
    let engine = Engine(trace.configuration)
    engine.parameters = trace.parameters.map { Engine.Scalar($0) }
    var batch = TaskBatch(
      inputWidth: trace.configuration.inputWidth, targetWidth: max(1, trace.configuration.outputWidth),
      placement: trace.configuration.placement)
    batch.reset(steps: trace.inputs.count, count: 1)
    batch.preciseInputs = trace.inputs.flatMap(\.self)
    batch.inputs = batch.preciseInputs.map { Float($0) }
    let noise = NoiseField(
      generator: trace.generator, seed: trace.seed, replicate: 0, purpose: .trainingNoise,
      sharing: trace.noise.sharing, scope: trace.noise.scope)
    noise.begin(time: 0, batch, trace.configuration)
    engine.forward(
      batch, gates: trace.gates.assignment(update: 0, epoch: 0), mode: .training(epoch: 0), noise: noise,
      initial: trace.initial)
    return engine
  }

  private func quantities<Engine: RecurrentEngine>(
    _ engine: Engine, step: Int, layer: Int
  ) -> [(String, [Engine.Scalar])] {
    func tape(_ quantity: TapeQuantity) -> [Engine.Scalar] { engine.tape(quantity, layer: layer, step: step) }
    let gates = trace.gates.assignment(update: 0, epoch: 0)
    var result = [("concatenated", concatenated(engine, step: step, layer: layer))]
    for target in StateMask.Target.allCases where gates.stateMasks.contains(where: { $0.target == target }) {
      result.append(("mask.\(target.name)", tape(.mask(target))))
    }
    if trace.configuration.skips {
      result += [("update_probability", tape(.updateProbability)), ("update", tape(.update))]
    }
    for gate in trace.configuration.gates {
      guard trace.configuration.policyGates.contains(gate) else {
        result.append(("\(gate.name).value", tape(.gate(gate))))
        continue
      }
      let z = tape(.preActivation(gate.block))
      result += [
        ("\(gate.name).pre_activation", z),
        ("\(gate.name).probability", Self.mean(gates[gate], z)),
      ]
      for draw in 0..<gates[gate].drawsPerUnit {
        let name = draw == 0 ? "uniform" : "uniform_\(draw + 1)"
        result.append(("\(gate.name).\(name)", tape(.uniform(gate, draw: draw))))
      }
      result += [
        ("\(gate.name).value", tape(.gate(gate))), ("\(gate.name).derivative", tape(.slope(gate))),
      ]
    }
    result.append(("candidate", tape(.candidate)))
    result += trace.configuration.states.map { ($0.name, tape($0.quantity)) }
    if layer == trace.configuration.layers - 1 { result.append(("output", output(engine, step: step))) }
    return result
  }

  /// [x_t, h_{t−1}] or [h_{t−1}, x_t], as the experiment declares, under their masks where there are any: what gates see.
  private func concatenated<Engine: RecurrentEngine>(_ engine: Engine, step: Int, layer: Int) -> [Engine
    .Scalar]
  {
    let n = trace.configuration.hidden
    let input =
      layer == 0
      ? trace.inputs[step].map { Engine.Scalar($0) }
      : engine.tape(.hidden, layer: layer - 1, step: step)
    let hidden =
      step == 0
      ? trace.initial.hidden[layer * n..<(layer + 1) * n].map { Engine.Scalar($0) }
      : engine.tape(.hidden, layer: layer, step: step - 1)
    func seen(_ values: [Engine.Scalar], _ target: StateMask.Target) -> [Engine.Scalar] {
      let mask = engine.tape(.mask(target), layer: layer, step: step)
      return mask.isEmpty ? values : zip(values, mask).map { $1 == 0 ? 0 : $0 * $1 }
    }
    let (x, h) = (seen(input, .input), seen(hidden, .hidden))
    return trace.configuration.concatenation == .inputThenHidden ? x + h : h + x
  }

  /// The outputs of a step; those of the last step alone where the read-out stands there.
  private func output<Engine: RecurrentEngine>(_ engine: Engine, step: Int) -> [Engine.Scalar] {
    let k = trace.configuration.outputWidth
    switch trace.configuration.placement {
    case .every: return Array(engine.outputs[step * k..<(step + 1) * k])
    case .last: return step == trace.inputs.count - 1 ? engine.outputs : []
    }
  }

  private static func mean<Scalar: BinaryFloatingPoint>(_ policy: any GatePolicy, _ z: [Scalar]) -> [Scalar] {
    let wide = z.map { Double($0) }
    var means = [Double](repeating: 0, count: z.count)
    var span = means.mutableSpan
    policy.mean(wide.span, gates: &span)
    return means.map { Scalar($0) }
  }
}

extension StateMask.Target {
  /// What tables call the mask.
  fileprivate var name: String {
    switch self {
    case .input: "input"
    case .hidden: "hidden"
    case .write: "write"
    case .cell: "cell"
    case .zoneoutCell: "zoneout_cell"
    case .zoneoutHidden: "zoneout_hidden"
    }
  }
}
