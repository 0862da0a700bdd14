extension GatePolicy {
  /// Whether the gate is drawn 0 or 1 with a probability: g = 1[u < p], p = σ(φ).
  ///
  /// Its logit is φ = (z − threshold)/temperature with the two numbers of ``derivative``, and that logit is what the
  /// estimators without bias differentiate.
  public var isBernoulli: Bool {
    if case .surrogate = derivative { drawsPerUnit == 1 } else { false }
  }

  /// None: the law and its slope are smooth in every draw.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] { [] }

  /// Var[g | z] by ``LawQuadrature``; 0 without draws.
  public func variance<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into variances: inout MutableSpan<Scalar>
  ) {
    checkCounts(preActivations, gates: variances)
    let quadrature = LawQuadrature()
    for i in 0..<preActivations.count {
      let z = preActivations[i]
      variances[i] =
        z.isNaN ? z : drawsPerUnit == 0 ? 0 : Scalar(quadrature.moments(of: self, at: Double(z)).variance)
    }
  }
}
