import CKernels
public import Sequences

/// The engine in Float32 on vector kernels: what experiments run on.
///
/// The equations and the order of every sum are those of ``RecurrentEngine``; each sum is one chain of fused multiply-adds,
/// so that neither the batch nor the processor changes a bit of the way forward. Buffers are sized by the first pass
/// and reused; weights are packed once for all steps, and again only when ``parameters`` change.
public final class VectorEngine: RecurrentEngine {
  /// Shape and conventions.
  public let configuration: NetworkConfiguration
  /// Where the blocks of ``parameters`` lie.
  let layout: ParameterLayout

  /// All parameters, in the order of ``ParameterLayout``.
  public var parameters: [Float] {
    get { weights }
    set { updateParameters { weights, _ in weights = newValue } }
  }
  private var weights: [Float]
  /// ∂ℓ/∂parameters of the last backward pass.
  public var gradient: [Float]
  /// Whether the backward pass keeps ∂ℓ/∂c_t.
  public var keepsMemoryGradients = false
  /// Whether z of every step is kept.
  public var keepsGateInputs = true
  /// Whether the uniforms are kept with z.
  public var keepsUniforms = true
  /// The threads that share the work: sequences in the passes, columns in the weight gradients.
  public var team = ThreadTeam.alone
  /// The outputs after the activation, [B, k] or [T, B, k].
  public internal(set) var outputs: [Float] = []

  /// The kernels of this engine: packed weights are theirs.
  let kernels: UnsafePointer<ckernels_table>
  let embedding: VectorEmbedding?
  let layers: [VectorLayer]
  var readout: VectorReadout
  /// Room for weight gradients, for each thread.
  var scratch = FloatBuffer()
  /// Sequences and steps of the last pass.
  var count = 0
  var steps = 0
  /// The loss of the last pass, and ∂ℓ/∂(read-out pre-activations).
  var batchLoss: BatchLoss<Float>
  /// What each sequence added to the loss, [B].
  public var sequenceLosses: [Double] { batchLoss.sequenceLosses }
  /// Whether the last pass left slopes, and whether the way back has replaced them and the candidates by ∂ℓ/∂z.
  var hasSlopes = false
  var hasGradients = false
  private var isPackedForward = false
  private var isPackedBackward = false

  /// A network whose parameters are all 0.
  public init(_ configuration: NetworkConfiguration) {
    self.configuration = configuration
    layout = configuration.layout
    weights = Array(repeating: 0, count: layout.count)
    gradient = weights
    let kernels = ckernels()
    self.kernels = kernels
    embedding = VectorEmbedding(configuration)
    let updates = UpdateGate<Float>.all(configuration)
    layers = (0..<configuration.layers).map {
      VectorLayer(configuration, index: $0, kernels: kernels, update: updates.isEmpty ? nil : updates[$0])
    }
    readout = VectorReadout(configuration, kernels: kernels)
    batchLoss = BatchLoss(configuration)
  }

  /// Changes the parameters in place, given the gradient.
  public func updateParameters(_ update: (_ parameters: inout [Float], _ gradient: [Float]) -> Void) {
    update(&weights, gradient)
    precondition(weights.count == layout.count, "not the parameters of this network")
    (isPackedForward, isPackedBackward) = (false, false)
  }

  /// Brings the packed weights up to date with ``parameters``.
  func packForward() {
    pack(&isPackedForward) { parameters in
      for layer in layers { layer.packForward(parameters) }
      readout.packForward(parameters)
    }
  }

  /// The same for the way back.
  func packBackward() {
    pack(&isPackedBackward) { parameters in
      for layer in layers { layer.packBackward(parameters) }
      readout.packBackward(parameters)
    }
  }

  private func pack(_ isPacked: inout Bool, _ pack: (UnsafePointer<Float>) -> Void) {
    guard !isPacked else { return }
    weights.withUnsafeBufferPointer { pack($0.baseAddress!) }
    isPacked = true
  }

  /// The loss of the last forward pass.
  public func loss(_ loss: any Loss, _ batch: TaskBatch) -> Double {
    let (preActivations, outputs) = (readout.preActivations(rows: batch.targetRows), outputs)
    let weights = weights
    return batchLoss.measure(
      loss, preActivations: preActivations.span, outputs: outputs.span,
      constants: weights.span.extracting(layout.readoutConstants), batch)
  }

  /// λ times the mean number of steps that a sequence took, over all layers.
  public var skipCharge: Double { layers.reduce(0) { $0 + ($1.skipping?.gate.charge ?? 0) } }

  /// The steps that each sequence took, [layers][B].
  public var stepsTaken: [[Int]] { layers.compactMap { $0.skipping?.gate.taken } }

  /// Adds to ∂ℓ/∂z of a gate at a step.
  public func inject(_ values: [Float], gate: CellGate, layer: Int, step: Int) {
    precondition(configuration.policyGates.contains(gate), "no \(gate.name) gate follows a policy")
    precondition((0..<configuration.layers).contains(layer) && (0..<steps).contains(step), "outside the pass")
    layers[layer].injection.add(values, gate: gate.index, step: step)
  }
}
