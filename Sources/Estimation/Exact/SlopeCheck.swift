public import Gating
import Recurrence

/// Whether what a policy calls its slopes are the derivatives of its values, by differences of the values.
///
/// Pre-activations are 97 points on (−12, 12), draws the nodes of a quadrature at each of them, which lie close where the
/// law is steep. Of a gate that is 0 or 1 the probability of 1 is differentiated, of one that can close the probability
/// of being open too. A kink within the step says nothing there and is passed by.
public struct SlopeCheck: Sendable {
  /// A slope that no difference of values confirms.
  public struct Fault: Sendable, Hashable {
    /// z.
    public let preActivation: Double
    /// The draws, none or more.
    public let uniforms: [Double]
    /// What the policy says.
    public let slope: Double
    /// What its values say.
    public let derivative: Double
  }

  /// How far a slope may be off, as a share of itself or, below 1, absolutely.
  public static let tolerance = 1e-6

  /// The first fault of a policy; `nil` where its slopes are right.
  public static func fault(of policy: any GatePolicy) -> Fault? {
    let quadrature = LawQuadrature(order: 8)
    for z in points {
      var draws: [[Double]] = [[]]
      for draw in 0..<policy.drawsPerUnit where !policy.isBernoulli {
        let nodes = quadrature.nodes(of: policy, draw: draw, at: z)
        draws = draws.flatMap { given in nodes.map { given + [$0.uniform] } }
      }
      if let fault = fault(of: policy, at: z, draws) { return fault }
    }
    return nil
  }

  private static let points = (-48...48).map { 0.25 * Double($0) + 0.013671875 }

  private static func fault(of policy: any GatePolicy, at z: Double, _ draws: [[Double]]) -> Fault? {
    if case .surrogate(let threshold, let temperature) = policy.derivative {
      guard policy.isBernoulli else { return nil }
      let p = VectorMath.sigmoid((z - threshold) / temperature)
      return fault([[]], at: z, [p * (1 - p) / temperature]) { z in policy.probabilities([z]) }
    }
    let (_, slopes) = policy.law(at: z, draws)
    if let fault = fault(draws, at: z, slopes, { policy.law(at: $0, draws).gates }) { return fault }
    guard let closing = policy as? any PenalizedGatePolicy else { return nil }
    let open = { (z: Double) in GatePenalty.openProbability(closing, [z]) }
    return fault([[]], at: z, open(z).slopes) { open($0).values }
  }

  private static func fault(
    _ draws: [[Double]], at z: Double, _ slopes: [Double], _ values: (Double) -> [Double]
  ) -> Fault? {
    let center = values(z)
    let differences = [0x1p-9, 0x1p-12, 0x1p-15].map { h in
      let above = CentralDifference.multiples.map { values(z + $0 * h) }
      let below = CentralDifference.multiples.map { values(z - $0 * h) }
      return center.indices.map { e in
        CentralDifference(
          step: h, center: center[e], above: above.map { $0[e] }, below: below.map { $0[e] },
          rounding: 8 * .ulpOfOne)
      }
    }
    for (e, slope) in slopes.enumerated() {
      let best = differences.map { $0[e] }.min { $0.error < $1.error }!
      let allowed = best.error + tolerance * max(1, best.derivative.magnitude)
      guard !((slope - best.derivative).magnitude <= allowed) else { continue }
      return Fault(preActivation: z, uniforms: draws[e], slope: slope, derivative: best.derivative)
    }
    return nil
  }
}

extension GatePolicy {
  /// Values and slopes at one pre-activation under several choices of draws.
  fileprivate func law(at z: Double, _ draws: [[Double]]) -> (gates: [Double], slopes: [Double]) {
    let uniforms = (0..<drawsPerUnit).flatMap { draw in draws.map { $0[draw] } }
    let preActivations = [Double](repeating: z, count: draws.count)
    var (gates, slopes) = (preActivations, preActivations)
    var gateSpan = gates.mutableSpan
    var slopeSpan = slopes.mutableSpan
    sample(preActivations.span, uniforms: uniforms.span, gates: &gateSpan, slopes: &slopeSpan)
    return (gates, slopes)
  }
}
