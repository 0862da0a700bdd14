extension SigmoidMoments {
  /// The moments of σ((z − L)/τ) over a logistic L, exact but for rounding.
  ///
  /// With a second logistic draw L′ the mean is P(L + τL′ < z), in which the two may be exchanged:
  ///
  /// | | τ ≤ 1 | τ > 1 |
  /// |---|---|---|
  /// | E[g] | ∫ σ(z − τt)·σ′(t) dt | ∫ σ((z − t)/τ)·σ′(t) dt |
  /// | E[g²] | ∫ σ(z − τt)·2σ(t)σ′(t) dt | ∫ σ((z − t)/τ)²·σ′(t) dt |
  ///
  /// Either way no factor is steeper than σ, and one trapezoidal rule with fixed nodes serves every z and τ: to 1e-16,
  /// or to 1e-9 where the moments are to be rounded to single precision.
  static func concrete<Scalar: GateScalar>(temperature: Double, for scalar: Scalar.Type) -> SigmoidMoments {
    let isCoarse = scalar.significandBitCount < Double.significandBitCount
    let rule = isCoarse ? LineRule.coarseLogistic : LineRule.logistic
    guard temperature <= 1 else {
      let mean = SigmoidAverage(shifts: rule.nodes, weights: rule.weights, scale: 1 / temperature)
      return SigmoidMoments(first: mean, second: mean.squared)
    }
    let shifts = rule.nodes.map { temperature * $0 }
    return SigmoidMoments(
      first: SigmoidAverage(shifts: shifts, weights: rule.weights),
      second: SigmoidAverage(
        shifts: shifts, weights: zip(rule.nodes, rule.weights).map { 2 * VectorMath.sigmoid($0) * $1 }))
  }
}
