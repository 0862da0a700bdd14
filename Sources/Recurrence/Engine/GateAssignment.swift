public import Gating

/// Which policy each gate has, the backward rule they share, and the noise of the states beside them.
public struct GateAssignment: Sendable {
  /// The input gate's policy.
  public var input: any GatePolicy
  /// The forget gate's policy.
  public var forget: any GatePolicy
  /// The output gate's policy.
  public var output: any GatePolicy
  /// The rule for gates without a useful derivative; `nil` is `auto`.
  ///
  /// It replaces slopes of policies whose derivative is `GateDerivative.surrogate`
  /// only: pathwise derivatives stay.
  public var gradient: (any SurrogateGradient)?
  /// Noise on cells, hidden states and inputs; `nil` is none.
  public var stateNoise: (any StateNoise)? {
    didSet { stateMasks = stateNoise?.activeMasks ?? [] }
  }
  /// The masks on states that change anything.
  public private(set) var stateMasks: [StateMask]

  /// A policy for each gate.
  public init(
    input: any GatePolicy, forget: any GatePolicy, output: any GatePolicy,
    gradient: (any SurrogateGradient)? = nil, stateNoise: (any StateNoise)? = nil
  ) {
    self.input = input
    self.forget = forget
    self.output = output
    self.gradient = gradient
    self.stateNoise = stateNoise
    stateMasks = stateNoise?.activeMasks ?? []
  }

  /// One policy for all gates.
  public init(
    all policy: any GatePolicy, gradient: (any SurrogateGradient)? = nil, stateNoise: (any StateNoise)? = nil
  ) {
    self.init(input: policy, forget: policy, output: policy, gradient: gradient, stateNoise: stateNoise)
  }

  /// The rule in force: ``gradient``, or the automatic one.
  public var rule: any SurrogateGradient { gradient ?? AutomaticGradient() }

  /// Whether the training law uses noise, of a gate or of the states.
  public var draws: Bool {
    LSTMGate.allCases.contains { self[$0].drawsPerUnit > 0 } || !stateMasks.isEmpty
  }

  /// The policy of a gate.
  public subscript(gate: LSTMGate) -> any GatePolicy {
    switch gate {
    case .input: input
    case .forget: forget
    case .output: output
    }
  }
}
