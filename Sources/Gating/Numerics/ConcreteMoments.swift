/// The first two moments of σ((z − L)/τ) over a logistic L, exact but for rounding.
///
/// With a second logistic draw L′ the mean is P(L + τL′ < z), in which the two may be exchanged:
///
/// | | τ ≤ 1 | τ > 1 |
/// |---|---|---|
/// | E[g] | ∫ σ(z − τt)·σ′(t) dt | ∫ σ((z − t)/τ)·σ′(t) dt |
/// | E[g²] | ∫ σ(z − τt)·2σ(t)σ′(t) dt | ∫ σ((z − t)/τ)²·σ′(t) dt |
///
/// Either way no factor is steeper than σ, and one trapezoidal rule with fixed nodes serves every z and τ.
struct ConcreteMoments {
  private let first: SigmoidAverage
  private let second: SigmoidAverage

  /// The moments at a temperature, to 1e-16, or to 1e-9 where they are to be rounded to single precision.
  init(temperature: Double, coarse: Bool) {
    let rule = coarse ? LineRule.coarseLogistic : LineRule.logistic
    if temperature <= 1 {
      let shifts = rule.nodes.map { temperature * $0 }
      first = SigmoidAverage(shifts: shifts, weights: rule.weights)
      second = SigmoidAverage(
        shifts: shifts,
        weights: zip(rule.nodes, rule.weights).map { 2 * VectorMath.sigmoid($0) * $1 })
    } else {
      first = SigmoidAverage(shifts: rule.nodes, weights: rule.weights, scale: 1 / temperature)
      second = SigmoidAverage(
        shifts: rule.nodes, weights: rule.weights, scale: 1 / temperature, squares: true)
    }
  }

  /// Adds `share`·E[g | z] to `y`.
  func addMean(_ share: Double = 1, at z: Span<Double>, to y: inout MutableSpan<Double>) {
    first.add(share, at: z, to: &y)
  }

  /// Adds `share`·E[g² | z] to `y`.
  func addSecondMoment(_ share: Double = 1, at z: Span<Double>, to y: inout MutableSpan<Double>) {
    second.add(share, at: z, to: &y)
  }
}

/// Turns second moments in `y` into variances: y − mean², at least 0, NaN where it was.
func subtractSquares(of means: Span<Double>, from y: inout MutableSpan<Double>) {
  for i in 0..<y.count {
    let variance = y[unchecked: i] - means[unchecked: i] * means[unchecked: i]
    y[unchecked: i] = variance < 0 ? 0 : variance
  }
}
