import Catalog
public import Gating
public import RandomStreams

/// Which policy each gate has, the backward rule they share, and the noise of the states beside them.
public struct GateAssignment: Sendable {
  /// The policies, by the gates' places in their cell; sigmoids where it has no more gates. Training makes an assignment in every
  /// update, and none of them takes memory of its own.
  private var policies: InlineArray<3, any GatePolicy>
  /// The rule for gates without a useful derivative; `nil` is `auto`.
  ///
  /// It replaces slopes of policies whose derivative is `GateDerivative.surrogate`
  /// only: pathwise derivatives stay.
  public var gradient: (any SurrogateGradient)?
  /// Noise on cells, hidden states and inputs; `nil` is none.
  public var stateNoise: (any StateNoise)? {
    didSet { listMasks() }
  }
  /// The masks on states that change anything.
  public private(set) var stateMasks: [StateMask] = []
  /// Those of them that do not hold a cell.
  private var masksWithoutCell: [StateMask] = []

  /// A policy for each gate of a cell, in their order.
  public init(
    _ policies: [any GatePolicy], gradient: (any SurrogateGradient)? = nil,
    stateNoise: (any StateNoise)? = nil
  ) {
    self.init(count: policies.count, { policies[$0] }, gradient: gradient, stateNoise: stateNoise)
  }

  /// A policy for each of `count` gates of a cell, by their places.
  public init(
    count: Int, _ policy: (Int) -> any GatePolicy, gradient: (any SurrogateGradient)? = nil,
    stateNoise: (any StateNoise)? = nil
  ) {
    policies = InlineArray { $0 < count ? policy($0) : Self.absent }
    self.gradient = gradient
    self.stateNoise = stateNoise
    listMasks()
  }

  /// Once for all passes, none of which takes memory of its own.
  private mutating func listMasks() {
    stateMasks = stateNoise?.activeMasks ?? []
    masksWithoutCell = stateMasks.filter { $0.target != .zoneoutCell }
  }

  /// A policy for each gate of an LSTM.
  public init(
    input: any GatePolicy, forget: any GatePolicy, output: any GatePolicy,
    gradient: (any SurrogateGradient)? = nil, stateNoise: (any StateNoise)? = nil
  ) {
    self.init([input, forget, output], gradient: gradient, stateNoise: stateNoise)
  }

  /// One policy for all gates, of any cell.
  public init(
    all policy: any GatePolicy, gradient: (any SurrogateGradient)? = nil, stateNoise: (any StateNoise)? = nil
  ) {
    self.init(
      count: CellStructure.mostGates, { _ in policy }, gradient: gradient, stateNoise: stateNoise)
  }

  /// What stands in the place of a gate that the cell does not have, and is never read.
  private static let absent: any GatePolicy = {
    do { return try SigmoidGate(settings: [:]) } catch {
      preconditionFailure("a sigmoid has defaults: \(error)")
    }
  }()

  /// The rule in force: ``gradient``, or the automatic one.
  public var rule: any SurrogateGradient { gradient ?? AutomaticGradient() }

  /// Whether the training law uses noise, of a gate or of the states.
  public var draws: Bool {
    policies.indices.contains { policies[$0].drawsPerUnit > 0 } || !stateMasks.isEmpty
  }

  /// The masks that have a place in a cell: where the hidden state is all its memory, nothing holds another one.
  public func stateMasks(of structure: CellStructure) -> [StateMask] {
    structure.hasCell ? stateMasks : masksWithoutCell
  }

  /// The policy whose draws come from a channel; `nil` for the channels of masks.
  public func policy(drawing channel: NoiseChannel) -> (any GatePolicy)? {
    let index = Int(channel.rawValue)
    return index < policies.count ? policies[index] : nil
  }

  /// The policy of a gate.
  public subscript(gate: CellGate) -> any GatePolicy {
    get { policies[gate.index] }
    set { policies[gate.index] = newValue }
  }
}
