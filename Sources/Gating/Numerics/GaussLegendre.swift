/// Nodes and weights of Gauss and Legendre on (0, 1), which integrate polynomials up to degree 2n − 1 exactly.
///
/// The nodes are the roots of the Legendre polynomial Pₙ, found by Newton's method from (1 + cos θ)/2, and within a
/// few units in the last place; all of it is plain arithmetic, so that the bits are the same everywhere.
struct GaussLegendre: Sendable {
  /// The nodes, increasing.
  let nodes: [Double]
  /// The weight of each node; they add up to 1.
  let weights: [Double]

  /// The rule with `count` nodes.
  init(count: Int) {
    precondition(count > 0, "a quadrature rule needs a node")
    var nodes = [Double](repeating: 0.5, count: count)
    var weights = [Double](repeating: 1, count: count)
    for k in 0..<(count + 1) / 2 {
      let angle = Double.pi * (Double(k) + 0.75) / (Double(count) + 0.5)
      var x = Self.cosine(angle)
      var derivative = 1.0
      for _ in 0..<8 {
        let value: Double
        (value, derivative) = Self.legendre(count, x)
        let step = value / derivative
        x -= step
        if step.magnitude <= 1e-16 { break }
      }
      (_, derivative) = Self.legendre(count, x)
      let weight = 1 / ((1 - x) * (1 + x) * derivative * derivative)
      (nodes[k], nodes[count - 1 - k]) = ((1 - x) / 2, (1 + x) / 2)
      (weights[k], weights[count - 1 - k]) = (weight, weight)
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// Pₙ(x) and its derivative, by the recurrence of three terms.
  private static func legendre(_ n: Int, _ x: Double) -> (value: Double, derivative: Double) {
    var (previous, current) = (1.0, x)
    for k in stride(from: 2, through: n, by: 1) {
      let degree = Double(k)
      (previous, current) = (current, ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree)
    }
    return (current, Double(n) * (previous - x * current) / ((1 - x) * (1 + x)))
  }

  /// cos θ for 0 < θ ≤ π/2 by its series, close enough to start from.
  private static func cosine(_ angle: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in stride(from: 2.0, through: 20, by: 2) {
      term *= -angle * angle / (k * (k - 1))
      sum += term
    }
    return sum
  }
}

/// The rule of Gauss and Legendre in s for ∫₀¹ f(x) dx with x = s³(10 − 15s + 6s²).
///
/// The substitution makes f flat at both ends, so that a function like √x there costs no accuracy.
struct SmoothedRule: Sendable {
  /// The nodes x, increasing.
  let places: [Double]
  /// The weight of each; they add up to 1.
  let weights: [Double]

  /// The rule with `order` nodes, at least 3.
  init(order: Int) {
    let rule = GaussLegendre(count: order)
    places = rule.nodes.map { s in s * s * s * (10 - 15 * s + 6 * s * s) }
    weights = zip(rule.nodes, rule.weights).map { s, weight in
      weight * 30 * s * s * ((1 - s) * (1 - s))
    }
  }
}
