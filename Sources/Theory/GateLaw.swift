package import Gating
package import Recurrence

/// The law of one gate's values given the pre-activations it looks at, as a pass with draws has it.
///
/// Most gates follow their policy. Where the variant leaves a gate out it stands open, and where it ties the forget
/// gate to the input gate the law is that of the input gate, turned round unless an open gate erases.
package struct GateLaw {
  /// The block whose pre-activations decide.
  package let block: CellBlock
  /// Whether one draw serves all steps of a sequence.
  package let isShared: Bool

  private let policy: any GatePolicy
  private let origin: LSTMVariant.GateOrigin
  private let isTurned: Bool
  /// The value of a gate that the variant leaves out.
  private let standing: Double

  package init(
    _ gate: CellGate, _ configuration: NetworkConfiguration, _ gates: GateAssignment, isShared: Bool = false
  ) {
    origin = configuration.variant.origin(of: gate)
    let erases = gate == .forget && configuration.forgetConvention == .erase
    block = origin == .inputGate ? .input : gate.block
    policy = gates[origin == .inputGate ? .input : gate]
    isTurned = origin == .inputGate && !erases
    standing = erases ? 0 : 1
    self.isShared = isShared
  }

  /// Whether values have noise of their own.
  package var draws: Bool { origin != .open && policy.drawsPerUnit > 0 }
  /// Whether it looks at no pre-activation at all.
  package var isStanding: Bool { origin == .open }
  /// Whether it is another gate's draw.
  package var isTied: Bool { origin == .inputGate }
  /// Whether values of different steps are independent, given the pre-activations.
  package var isIndependent: Bool { !isShared || !draws }
  /// Whether values are 0 or 1.
  package var isBernoulli: Bool { origin != .open && policy.isBernoulli }

  /// E[g | z].
  package func means<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into means: inout MutableSpan<Scalar>
  ) {
    if isStanding {
      for index in 0..<means.count { means[index] = Scalar(standing) }
    } else {
      Scalar.mean(policy, preActivations, gates: &means)
    }
    guard isTurned else { return }
    for index in 0..<means.count { means[index] = 1 - means[index] }
  }

  /// E[g | z] in an array of its own.
  package func means(_ preActivations: Span<Double>) -> [Double] {
    var means = [Double](repeating: 0, count: preActivations.count)
    var span = means.mutableSpan
    self.means(preActivations, into: &span)
    return means
  }

  /// Var[g | z].
  package func variances(_ preActivations: [Double]) -> [Double] {
    var variances = [Double](repeating: 0, count: preActivations.count)
    guard draws else { return variances }
    var span = variances.mutableSpan
    policy.variance(preActivations.span, into: &span)
    return variances
  }

  /// P(g > ½ | z): the mean of a gate that is 0 or 1, and 0 or 1 for a gate without draws; `nil` for others.
  package func openings(means: [Double]) -> [Double]? {
    if !draws { return means.map { $0 > 0.5 ? 1 : 0 } }
    return isBernoulli ? means : nil
  }
}
