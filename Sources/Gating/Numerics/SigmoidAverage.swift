/// A weighted average of sigmoids, which is what the mean of every gate with additive noise comes to.
///
/// A(z) = Σₖ wₖ·σ((z − tₖ)·scale), or with the squares of the σ. All wₖ are positive, so that A grows with z wherever
/// σ does, rounding included.
struct SigmoidAverage: Sendable {
  /// The shifts tₖ.
  let shifts: [Double]
  /// The weights wₖ.
  let weights: [Double]
  /// What the shifted pre-activation is multiplied by.
  var scale = 1.0
  /// Whether σ² is averaged in place of σ.
  var squares = false

  /// The average of the squares of the same σ.
  var squared: SigmoidAverage {
    SigmoidAverage(shifts: shifts, weights: weights, scale: scale, squares: true)
  }

  /// Adds `share`·A(z) to `y`.
  func add(_ share: Double = 1, at z: Span<Double>, to y: inout MutableSpan<Double>) {
    var terms = [Double](repeating: 0, count: z.count)
    for k in shifts.indices {
      for i in 0..<z.count { terms[i] = (z[unchecked: i] - shifts[k]) * scale }
      var span = terms.mutableSpan
      VectorMath.sigmoid(inPlace: &span)
      let weight = share * weights[k]
      if squares {
        for i in 0..<z.count { y[unchecked: i] += weight * (terms[i] * terms[i]) }
      } else {
        for i in 0..<z.count { y[unchecked: i] += weight * terms[i] }
      }
    }
  }
}

/// Nodes and weights of the trapezoidal rule for an average over a distribution on the line.
///
/// For a function that is analytic in the strip |Im t| < d the rule errs by about exp(−2πd/step), which makes it the
/// best there is for smooth noise.
struct LineRule: Sendable {
  /// The nodes, equally spaced and symmetric about 0.
  let nodes: [Double]
  /// The weights, which add up to 1.
  let weights: [Double]

  /// A rule for a density given up to a factor, on |t| ≤ reach.
  private init(step: Double, reach: Double, density: (Double) -> Double) {
    let half = Int(reach / step)
    nodes = (-half...half).map { Double($0) * step }
    let raw = nodes.map(density)
    let total = raw.reduce(0, +)
    weights = raw.map { $0 / total }
  }

  /// The standard logistic distribution, with poles at ±iπ: an average over sigmoids no steeper than σ to 1e-16.
  static let logistic = LineRule(step: 0.4375, reach: 40) {
    VectorMath.sigmoid($0) * VectorMath.sigmoid(-$0)
  }

  /// The same to 1e-9, for results in single precision.
  static let coarseLogistic = LineRule(step: 0.75, reach: 24) {
    VectorMath.sigmoid($0) * VectorMath.sigmoid(-$0)
  }

  /// The standard normal distribution, for sigmoids of slope up to `steepness`, to 1e-16.
  static func normal(steepness: Double) -> LineRule {
    LineRule(step: 0.5 / max(1, steepness), reach: 8.75) { VectorMath.exp(-0.5 * $0 * $0) }
  }
}
