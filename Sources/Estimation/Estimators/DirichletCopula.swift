import Gating

/// K uniforms that keep away from each other: what ``ARMSEstimator`` draws its samples with.
///
/// With d from the uniform distribution on the simplex of K numbers, each (1 − d_k)^(K − 1) is uniform. For a gate with p < ½ these are
/// its uniforms, for p ≥ ½ one less them, so that in either case the rarer value seldom comes twice: with r = min(p, 1 − p) two of
/// the K samples both have it with probability
///
///     q = max(2·r^(1/(K − 1)) − 1, 0)^(K − 1)
///
/// For K = 2 the uniforms are u and 1 − u, and q = 0.
public struct DirichletCopula: Sendable, Hashable {
  /// How many uniforms.
  public let count: Int

  /// A copula of K uniforms, 2 at least.
  public init(count: Int) { self.count = count }

  /// The K − 1 others, given the first and as many fresh uniforms as there are others.
  ///
  /// d₁ follows from the first, and the rest of the simplex is shared among the others in proportion to −ln of the fresh ones.
  public func others(of first: Double, fresh: [Double], probability: Double) -> [Double] {
    let isLikely = probability >= 0.5
    let shares = fresh.map { -VectorMath.log($0) }
    let sum = shares.reduce(0, +)
    let rest = root(isLikely ? 1 - first : first)
    return shares.map { share in
      let uniform = power(1 - rest * (share / sum))
      return isLikely ? 1 - uniform : uniform
    }
  }

  /// p(1 − p)/(p − P(two samples are both 1)): from the covariance of samples and losses to the derivative in the logit.
  public func scale(_ probability: Double) -> Double {
    let rarer = min(probability, 1 - probability)
    guard rarer > 0 else { return 0 }
    let edge = 2 * root(rarer) - 1
    return rarer * (1 - rarer) / (rarer - (edge > 0 ? power(edge) : 0))
  }

  /// x^(1/(K − 1)).
  private func root(_ x: Double) -> Double {
    count == 2 ? x : VectorMath.exp(VectorMath.log(x) / Double(count - 1))
  }

  /// x^(K − 1).
  private func power(_ x: Double) -> Double {
    var result = x
    for _ in 2..<count { result *= x }
    return result
  }
}
