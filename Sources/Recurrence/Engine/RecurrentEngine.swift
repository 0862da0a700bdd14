public import RandomStreams
public import Sequences

/// A network that can be run forward over a batch, compared with targets, and run backward through time.
///
/// The equations, with block order i, f, g, o and ∘ entry by entry, for each layer and step:
///
///     z   = b + W_x·x_t + W_h·h_{t−1}          added in this order, x₀ first
///     i, f, o = the gates' policies at z and their noise;  g = tanh(z_g)
///     c_t = f ∘ c_{t−1} + i ∘ g                 with 1 − f in place of f under `erase`
///     h_t = o ∘ tanh(c_t)
///
/// With an ``Embedding`` x_t of layer 0 is [E[s_t], numbers], e and m numbers; its gradient δE[v] = Σ δx_t over the steps whose
/// symbol is v is added in Float64, step by step and in each sequence by sequence.
///
/// A ``LSTMVariant`` changes one thing. With full gate recurrence the chain of a gate's z goes on with R·(i, f, o) of
/// the step before, zeros before the first; with peepholes it ends with p ∘ c_{t−1} for i and f, and p ∘ c_t for o.
/// Where there is ``StateNoise``, its masks lie where that protocol says, and p_o sees the cell before any of it is
/// held.
///
/// Past a sequence's length c and h stay what they were: a select, not arithmetic, so that padding changes no
/// bit. The outputs are activation(b_y + W_y·h) of the top layer.
///
/// With a ``SkipRule`` a layer leaves its states as they are in some of the steps.
///
/// An engine owns its buffers and reuses them; one is used by one task at a time.
public protocol RecurrentEngine<Scalar>: AnyObject {
  /// The number type of weights, tape and gradients.
  associatedtype Scalar: BinaryFloatingPoint & Sendable

  /// A network whose parameters are all 0.
  init(_ configuration: NetworkConfiguration)

  /// Shape and conventions.
  var configuration: NetworkConfiguration { get }

  /// All parameters, as ``ParameterLayout`` has them.
  var parameters: [Scalar] { get set }

  /// Changes the parameters in place, given the gradient: what an optimizer does, without a copy.
  func updateParameters(_ update: (_ parameters: inout [Scalar], _ gradient: [Scalar]) -> Void)

  /// ∂ℓ/∂parameters of the last ``backward(_:)``; writable, so that it can be clipped in place.
  var gradient: [Scalar] { get set }

  /// ∂ℓ/∂(initial state) of the last ``backward(_:)``.
  var initialGradient: InitialState { get }

  /// Whether ``backward(_:)`` keeps ∂ℓ/∂c_t for ``TapeQuantity/memoryGradient``; off at first.
  var keepsMemoryGradients: Bool { get set }

  /// Whether the tape has ``TapeQuantity/preActivation(_:)`` and ``TapeQuantity/uniform(_:draw:)``; on at first.
  ///
  /// Learning does not need them, and without them a step has less memory to go through. An engine may keep them all
  /// the same.
  var keepsGateInputs: Bool { get set }

  /// Whether the uniforms are kept beside the pre-activations, where those are; on at first.
  var keepsUniforms: Bool { get set }

  /// The threads that share the engine's work; the caller's alone at first. An engine may use fewer.
  ///
  /// They change no bit. Noise that is not `DivisibleNoise` is drawn by one.
  var team: ThreadTeam { get set }

  /// Runs the batch through the network and fills ``outputs`` and the tape.
  ///
  /// - Parameters:
  ///   - batch: the sequences, whose inputs have this network's width and targets its placement.
  ///   - gates: the policy of each gate.
  ///   - mode: whether gates follow their training law or are evaluated.
  ///   - noise: the draws; the caller has begun the pass with the batch's steps and sequences, and this
  ///     network's layers and units. May be `nil` where nothing is drawn.
  ///   - initial: the state before the first step; `nil` for zeros.
  func forward(
    _ batch: TaskBatch, gates: GateAssignment, mode: PassMode, noise: (any NoiseSource)?,
    initial: InitialState?)

  /// The outputs after the activation: [B, k] at the last step, or [T, B, k].
  var outputs: [Scalar] { get }

  /// The loss of the last forward pass in Float64, added row by row; keeps what ``backward(_:)`` needs.
  ///
  /// 0 where no target counts. A read-out or target the loss is not defined for is a programming error.
  func loss(_ loss: any Loss, _ batch: TaskBatch) -> Double

  /// What the steps that were taken in the last pass cost: ``SkipRule/budget`` times their mean number for a sequence, over all layers.
  ///
  /// It is beside ``loss(_:_:)``; ``backward(_:)`` takes it in.
  var skipCharge: Double { get }

  /// The steps that each sequence took in the last pass, [layers][B]; empty without a ``SkipRule``.
  var stepsTaken: [[Int]] { get }

  /// What each sequence adds to the loss of the last ``loss(_:_:)``, [B]: they add up to it, but for rounding.
  var sequenceLosses: [Double] { get }

  /// Adds to ∂ℓ/∂z of a gate at a step what does not come through its slope: score terms, penalties on gates.
  ///
  ///     ∂ℓ/∂z = δ·slope + values
  ///
  /// They flow on like every other gradient, through h, peepholes, gate recurrence and the layers below. Several
  /// injections at a place add up; the next ``forward(_:gates:mode:noise:initial:)`` forgets them. Past a sequence's
  /// length they are left out. A gate that the variant does not have cannot get any.
  ///
  /// - Parameters:
  ///   - values: [B, n]; between the forward pass and ``backward(_:)``.
  ///   - gate: the gate.
  ///   - layer: the layer.
  ///   - step: the time step.
  func inject(_ values: [Scalar], gate: CellGate, layer: Int, step: Int)

  /// Fills ``gradient`` and ``initialGradient`` by backpropagation through time.
  ///
  /// Needs a forward pass with ``PassMode/training(epoch:)`` and its ``loss(_:_:)``, of the same batch.
  func backward(_ batch: TaskBatch)

  /// A slice [B, n] of what the last pass left.
  func tape(_ quantity: TapeQuantity, layer: Int, step: Int) -> [Scalar]

  /// Calls `body` with the slices of successive steps of what the last pass left, [steps, B, n] end to end.
  ///
  /// Nothing is copied where the engine has them so. The default puts together what ``tape(_:layer:step:)`` gives.
  func withTape(_ quantity: TapeQuantity, layer: Int, steps: Range<Int>, _ body: (Span<Scalar>) -> Void)
}

extension RecurrentEngine {
  /// Calls `body` with a copy of the slices of successive steps.
  public func withTape(
    _ quantity: TapeQuantity, layer: Int, steps: Range<Int>, _ body: (Span<Scalar>) -> Void
  ) {
    var slices: [Scalar] = []
    for step in steps { slices += tape(quantity, layer: layer, step: step) }
    body(slices.span)
  }

  /// Runs the batch from zero states.
  public func forward(
    _ batch: TaskBatch, gates: GateAssignment, mode: PassMode, noise: (any NoiseSource)? = nil
  ) {
    forward(batch, gates: gates, mode: mode, noise: noise, initial: nil)
  }
}
