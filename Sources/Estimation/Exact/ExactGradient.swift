import Gating
public import Recurrence
public import Sequences

/// The exact expected loss of a small network and its exact gradient, which trust nothing that they are held against.
///
/// Every outcome of the network's draws is visited: of gates that are 0 or 1, and of masks on states, with the probability
/// of each; of continuous gates at the nodes of a quadrature that is cut where the law does, anew at every shifted
/// parameter. The gradient is made of central differences of E[ℓ], extrapolated, with a bound of its error for each
/// parameter; only *values* of gates enter, so a policy whose slopes are wrong gets the right gradient. Steps are 2⁻⁹,
/// and up to 64 times smaller where the bound is above 10⁻⁷ of the gradient.
///
/// A gate that jumps without a draw is constant between its jumps, and the differences are derivatives at fixed values of
/// such gates.
///
/// Where that would take more than ``ExactProblem/visits`` visits of leaves, one enumeration with slopes has to do:
///
///     ∂E[ℓ]/∂θ = Σ_leaves P·(∂ℓ/∂θ + ℓ·Σ (b − p)·∂φ/∂θ)
///
/// It is sound where ``SlopeCheck`` finds every gate's slopes to be those of its values.
///
/// Of one layer whose states are mixtures that the input alone decides, mean and variance have a closed form at any length, and with
/// them the expected squared loss of linear outputs: ``Method/moments``, of an ``ExactProblem`` without a
/// ``ExactProblem/closedFormObstacle(_:)``. It visits nothing and costs a pass forward and one back; the bound of all its errors is
/// how far the derivative along the gradient is from differences of the loss.
///
/// In Float64, without clipping. Equal problems have equal bits, however many threads there are.
public struct ExactGradient: Sendable, Hashable {
  /// What a gradient is made of.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// Differences of values.
    case values
    /// Slopes of gates, which have been checked against their values.
    case slopesChecked = "slopes_checked"
    /// Mean and variance of the states, in closed form.
    case moments
  }

  /// Leaves that go through the network at once.
  public static let chunk = 2048
  /// The largest step h of a difference, which goes up to 4h.
  public static let step = 0x1p-9
  /// Values that a difference takes for each parameter.
  public static let valuesPerParameter = 2 * CentralDifference.multiples.count

  /// E[ℓ].
  public private(set) var loss = 0.0
  /// ∂E[ℓ]/∂parameters, as `ParameterLayout` has them.
  public private(set) var gradient: [Double]
  /// A bound of each derivative's error: of the difference, and of the quadrature.
  public private(set) var errors: [Double]
  /// What the gradient is made of.
  public let method: Method
  /// Leaves visited for one value, over all sequences; none by moments.
  public private(set) var leaves = 0
  /// Σ P over the leaves of a sequence, averaged over sequences: 1 but for rounding, or the quadrature is wrong.
  public private(set) var mass = 0.0
  /// The gradient with half the nodes; `nil` where nothing is integrated, or too few nodes are left.
  public private(set) var coarse: [Double]?
  /// Whether gates jump without a draw: the gradient then holds their values fixed.
  public let holdsThresholds: Bool
  /// Whether continuous draws are integrated; else every outcome is enumerated.
  public let isIntegrated: Bool

  /// The gradient of a network's expected loss under gates.
  ///
  /// - Parameters:
  ///   - engine: the network with its parameters; what it remembers is overwritten.
  ///   - batch: the sequences, whose mean loss is meant.
  ///   - gates: the gates and masks whose draws are enumerated.
  ///   - loss: what is differentiated.
  ///   - nodes: nodes of the quadrature in each smooth piece of a continuous draw.
  public init(
    _ engine: ReferenceEngine, _ batch: TaskBatch, gates: GateAssignment, loss: any Loss, nodes: Int = 32
  ) {
    self.init(engine, ExactProblem(batch, gates: gates, loss: loss, nodes: nodes), willVisit: {})
  }

  /// The gradient of a problem, as long as `willVisit` lets it: that is called before every part of the leaves, and may
  /// throw. More leaves than ``ExactProblem/limit`` are a programming error.
  package init<Failure: Error>(
    _ engine: ReferenceEngine, _ problem: ExactProblem, willVisit: () throws(Failure) -> Void
  ) throws(Failure) {
    try self.init(engine, problem, problem.method(engine.configuration), willVisit)
  }

  /// The gradient by a method of choice; `moments` of a problem with an obstacle is a programming error.
  public init<Failure: Error>(
    _ engine: ReferenceEngine, _ problem: ExactProblem, _ method: Method,
    _ willVisit: () throws(Failure) -> Void
  ) throws(Failure) {
    precondition(
      method != .moments || problem.closedFormObstacle(engine.configuration) == nil, "no closed form")
    self.method = method
    holdsThresholds = !problem.gates.thresholds(in: engine.configuration).isEmpty
    isIntegrated = problem.isIntegrated(engine.configuration)
    gradient = []
    errors = []
    try find(engine, problem, willVisit)
    guard isIntegrated else { return }
    guard problem.nodes >= Self.fewestNodes else {
      // Nothing tells how far such a rule is off.
      errors = errors.map { _ in .infinity }
      return
    }
    var parts: [[Double]] = []
    for part in [2, 4] where problem.nodes / part >= Self.fewestNodes / 2 {
      parts.append(try Self.gradient(engine, problem.with(nodes: problem.nodes / part), method, willVisit))
    }
    coarse = parts[0]
    for index in errors.indices {
      errors[index] += Self.quadratureError(
        gradient[index], half: parts[0][index], quarter: parts.count > 1 ? parts[1][index] : nil)
    }
  }

  /// The fewest nodes whose half is still a rule.
  public static let fewestNodes = 6

  /// What a quadrature may be off by, from those with a half and a quarter of its nodes.
  ///
  /// The change shrinks by the ratio r of the last two changes or faster, so that what is left is at most
  /// change·r/(1 − r); r is taken for ½ at least where there is no quarter.
  private static func quadratureError(_ fine: Double, half: Double, quarter: Double?) -> Double {
    let change = (fine - half).magnitude
    guard let quarter, change < (half - quarter).magnitude / 2 else { return change }
    let ratio = change / (half - quarter).magnitude
    return change * ratio / (1 - ratio)
  }

  private static func gradient<Failure: Error>(
    _ engine: ReferenceEngine, _ problem: ExactProblem, _ method: Method,
    _ willVisit: () throws(Failure) -> Void
  ) throws(Failure) -> [Double] {
    switch method {
    case .values: try DifferencedGradient(engine, problem, willVisit).differences.map(\.derivative)
    case .slopesChecked: try EnumeratedGradient(engine, problem, willVisit).gradient
    case .moments: MomentGradient(engine, problem).gradient
    }
  }

  private mutating func find<Failure: Error>(
    _ engine: ReferenceEngine, _ problem: ExactProblem, _ willVisit: () throws(Failure) -> Void
  ) throws(Failure) {
    switch method {
    case .values:
      let found = try DifferencedGradient(engine, problem, willVisit)
      gradient = found.differences.map(\.derivative)
      errors = found.differences.map(\.error)
      (loss, mass, leaves) = (found.value.loss, found.value.mass, found.leaves)
    case .slopesChecked:
      let found = try EnumeratedGradient(engine, problem, willVisit)
      gradient = found.gradient
      // Slopes that are SlopeCheck.tolerance off make derivatives off by that share of the gradient.
      let norm = found.gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      errors = found.gradient.map { _ in SlopeCheck.tolerance * norm }
      (loss, mass, leaves) = (found.loss, found.mass, found.leaves)
    case .moments:
      try willVisit()
      let found = MomentGradient(engine, problem)
      (loss, gradient, mass) = (found.loss, found.gradient, 1)
      let error = found.error()
      errors = gradient.map { _ in error }
    }
  }
}
