import Catalog
import Gating
public import RandomStreams
public import Sequences

/// The engine in Float64 that reads like the equations: what the fast engine and all gradients are checked
/// against, and the engine of `precision: float64`.
///
/// Scalar loops with + − × / and Sluice's own exp, log and tanh; no fused operations. Every sum is added in the order of
/// ``RecurrentEngine``, weight gradients in chains of 256 rows.
public final class ReferenceEngine: RecurrentEngine {
  /// Shape and conventions.
  public let configuration: NetworkConfiguration
  /// Where the blocks of ``parameters`` lie.
  let layout: ParameterLayout

  /// All parameters, in the order of ``ParameterLayout``.
  public var parameters: [Double] {
    didSet { precondition(parameters.count == layout.count, "not the parameters of this network") }
  }
  /// ∂ℓ/∂parameters of the last backward pass.
  public var gradient: [Double]
  /// ∂ℓ/∂(initial state) of the last backward pass, [layers, B, n] each.
  public internal(set) var initialGradient = InitialState(hidden: [], cell: [])
  /// Whether the backward pass keeps ∂ℓ/∂c_t.
  public var keepsMemoryGradients = false
  /// Of no effect: this engine keeps z and the uniforms always.
  public var keepsGateInputs = true
  /// Of no effect, too.
  public var keepsUniforms = true
  /// Of no effect: this engine runs on the caller's thread.
  public var team = ThreadTeam.alone
  /// The outputs after the activation, [B, k] or [T, B, k].
  public private(set) var outputs: [Double] = []

  /// The update gates of the layers; none where every step is taken.
  let updates: [UpdateGate<Double>]
  /// The steps of the last pass, [layers][T].
  var steps: [[ReferenceStep]] = []
  /// The read-out's pre-activations, [rows, k].
  private var outputPreActivations: [Double] = []
  /// The loss of the last pass, and ∂ℓ/∂(read-out pre-activations).
  var batchLoss: BatchLoss<Double>
  /// What each sequence added to the loss, [B].
  public var sequenceLosses: [Double] { batchLoss.sequenceLosses }

  /// A network whose parameters are all 0.
  public init(_ configuration: NetworkConfiguration) {
    self.configuration = configuration
    layout = configuration.layout
    parameters = Array(repeating: 0, count: layout.count)
    gradient = parameters
    batchLoss = BatchLoss(configuration)
    updates = UpdateGate.all(configuration)
  }

  /// λ times the mean number of steps that a sequence took, over all layers.
  public var skipCharge: Double { updates.reduce(0) { $0 + $1.charge } }

  /// The steps that each sequence took, [layers][B].
  public var stepsTaken: [[Int]] { updates.map(\.taken) }

  /// The update gate of a layer.
  func update(_ layer: Int) -> UpdateGate<Double>? { updates.isEmpty ? nil : updates[layer] }

  /// Changes the parameters in place, given the gradient.
  public func updateParameters(_ update: (_ parameters: inout [Double], _ gradient: [Double]) -> Void) {
    update(&parameters, gradient)
  }

  /// Runs the batch through all layers and the read-out.
  public func forward(
    _ batch: TaskBatch, gates: GateAssignment, mode: PassMode, noise: (any NoiseSource)?,
    initial: InitialState?
  ) {
    batch.checkInputs(configuration)
    let (n, count) = (configuration.hidden, batch.count)
    let start = initial ?? .zero(configuration, count: count)
    precondition(start.hidden.count == configuration.layers * count * n, "initial states of another shape")
    batchLoss.forget()
    steps = []
    var inputs = inputs(batch)
    for layer in 0..<configuration.layers {
      let states = layer * count * n..<(layer + 1) * count * n
      update(layer)?.begin(
        steps: batch.steps, count: count,
        parameters: layout.skipParameters(layer: layer).map { parameters[$0] } ?? [],
        draws: mode.draws)
      let pass = ReferenceLayerPass(
        layer: layer, parameters: parameters, configuration: configuration, layout: layout, gates: gates,
        mode: mode, noise: noise, lengths: batch.lengths, update: update(layer))
      steps.append(pass.run(inputs, hidden: Array(start.hidden[states]), cell: Array(start.cell[states])))
      inputs = steps[layer].map(\.hidden)
    }
    readOut(Array(readHidden.joined()))
  }

  /// Time steps of the last pass.
  public var stepCount: Int { steps.first?.count ?? 0 }

  /// The hidden states that the read-out sees: the top layer's last, or all, each [B, n].
  var readHidden: [[Double]] {
    let hidden = steps[configuration.layers - 1].map(\.hidden)
    return configuration.placement == .last ? hidden.suffix(1) : hidden
  }

  /// a = b + W·h and y = activation(a) for each row of `hidden`.
  private func readOut(_ hidden: [Double]) {
    let (n, k) = (configuration.hidden, configuration.outputWidth)
    let (weights, bias) = (layout.readoutWeights.range.lowerBound, layout.readoutBias.range.lowerBound)
    outputPreActivations = []
    for row in 0..<hidden.count / n {
      for j in 0..<k {
        var a = parameters[bias + j]
        for l in 0..<n { a += parameters[weights + j * n + l] * hidden[row * n + l] }
        outputPreActivations.append(a)
      }
    }
    let preActivations = outputPreActivations
    var outputs = preActivations
    var values = outputs.mutableSpan
    configuration.readout.value.outputs(preActivations.span, width: k, into: &values)
    self.outputs = outputs
  }

  /// The loss of the last forward pass.
  public func loss(_ loss: any Loss, _ batch: TaskBatch) -> Double {
    let (preActivations, outputs, parameters) = (outputPreActivations, outputs, parameters)
    return batchLoss.measure(
      loss, preActivations: preActivations.span, outputs: outputs.span,
      constants: parameters.span.extracting(layout.readoutConstants), batch)
  }

  /// Adds to ∂ℓ/∂z of a gate at a step.
  public func inject(_ values: [Double], gate: CellGate, layer: Int, step: Int) {
    precondition(configuration.policyGates.contains(gate), "no \(gate.name) gate follows a policy")
    let size = steps[layer][step].hidden.count
    precondition(values.count == size, "an injection of \(values.count) for \(size)")
    let sum = steps[layer][step].injected[gate.block]
    steps[layer][step].injected[gate.block] = sum.isEmpty ? values : zip(sum, values).map { $0 + $1 }
  }

  /// A slice [B, n] of what the last pass left.
  public func tape(_ quantity: TapeQuantity, layer: Int, step: Int) -> [Double] {
    switch quantity {
    case .update: return update(layer)?.updates(step) ?? []
    case .updateProbability: return update(layer)?.probabilities(step) ?? []
    default: return values(quantity, steps[layer][step])
    }
  }

  private func values(_ quantity: TapeQuantity, _ step: ReferenceStep) -> [Double] {
    switch quantity {
    case .preActivation(let block): return step.preActivations[block]
    case .uniform(let gate, let draw):
      let (uniforms, size) = (step.uniforms[gate.block], step.hidden.count)
      let range = draw * size..<(draw + 1) * size
      return range.upperBound <= uniforms.count ? Array(uniforms[range]) : []
    case .gate(let gate): return step.values[gate.block]
    case .probability, .update, .updateProbability: return []
    case .slope(let gate): return step.slopes[gate.block]
    case .candidate: return step.values[layout.structure.candidate]
    case .cell: return layout.structure.hasCell ? step.cell : []
    case .hidden: return step.hidden
    case .memoryGradient: return step.memoryGradient
    case .mask(let target): return step.masks[target]
    case .preActivationGradient(let block): return step.preActivationGradient[block]
    }
  }
}
