/// The variance of a state that is a mixture, and what it adds to the slopes of an expected loss.
///
/// With k the probability of keeping, m = E h, d_t = m_{t−1} − n_t and V = Var h, of each unit by itself:
///
///     m_t = k_t·m_{t−1} + (1 − k_t)·n_t,      V_t = k_t·V_{t−1} + k_t(1 − k_t)·d_t²,      m = V = 0 before the first step
///
/// An objective L = Σ_t c_t·V_t goes back by λ_t = c_t + k_{t+1}·λ_{t+1}. Its derivatives by k and n are those which the way back
/// through the means m alone gives when it is started with the slopes
///
///     2(r_{t+1} − r_t) at m_t,  r_t = λ_t·k_t·d_t,      and      λ_t·(V_{t−1} + d_t²) at k_t
///
/// for then ∂L/∂m_t − 2r_t arrives at m_t, of which 1 − k_t goes to n_t, and d_t to k_t.
///
/// Steps past a sequence's length change nothing and get no slopes. Slices are [B, n] of each step.
struct StateVariance {
  /// V_t, [T][B·n].
  private(set) var variances: [[Double]] = []
  /// What is added to ∂L/∂m_t, [T][B·n].
  private(set) var meanSlopes: [[Double]] = []
  /// What is added to ∂L/∂k_t, [T][B·n].
  private(set) var keepingSlopes: [[Double]] = []

  /// - Parameters:
  ///   - keeping: k.
  ///   - means: m_t.
  ///   - candidates: n_t.
  ///   - weights: c_t.
  ///   - runs: whether a place of a slice is within its sequence's length.
  init(
    keeping: [[Double]], means: [[Double]], candidates: [[Double]], weights: [[Double]],
    runs: (_ step: Int, _ place: Int) -> Bool
  ) {
    let size = keeping.first?.count ?? 0
    let zeros = [Double](repeating: 0, count: size)
    func distance(_ t: Int, _ e: Int) -> Double { (t > 0 ? means[t - 1][e] : 0) - candidates[t][e] }
    var variance = zeros
    for t in keeping.indices {
      for e in 0..<size where runs(t, e) {
        let (k, d) = (keeping[t][e], distance(t, e))
        variance[e] = k * variance[e] + k * (1 - k) * (d * d)
      }
      variances.append(variance)
    }
    meanSlopes = keeping.map { _ in zeros }
    keepingSlopes = meanSlopes
    // λ_{t+1}·k_{t+1} and r_{t+1}.
    var (later, laterReturn) = (zeros, zeros)
    for t in keeping.indices.reversed() {
      for e in 0..<size where runs(t, e) {
        let (k, d) = (keeping[t][e], distance(t, e))
        let lambda = weights[t][e] + later[e]
        let own = lambda * k * d
        meanSlopes[t][e] = 2 * (laterReturn[e] - own)
        keepingSlopes[t][e] = lambda * ((t > 0 ? variances[t - 1][e] : 0) + d * d)
        (later[e], laterReturn[e]) = (lambda * k, own)
      }
    }
  }
}
