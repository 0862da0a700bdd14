import CGSL
import Estimation

/// Mean and variance of an estimator of the one-gate problem over its uniforms, without sampling.
///
/// Each unit interval is cut at the jumps, u = p and u = 1 − p; each piece gets eight panels of GSL's Gauss–Legendre
/// rule of 16 points in s with u = s³(10 − 15s + 6s²), which flattens the algebraic ends that relaxations have in u.
struct OneGateMoments {
  let mean: Double
  let variance: Double

  init(_ estimator: some OneGateEstimator, _ problem: OneGateProblem) {
    let p = problem.probability
    let nodes = Self.nodes(cuts: [0, min(p, 1 - p), max(p, 1 - p), 1])
    var (first, second) = (0.0, 0.0)
    var uniforms = [Double](repeating: 0, count: estimator.uniformCount)
    func visit(_ draw: Int, _ weight: Double) {
      guard draw < uniforms.count else {
        let value = estimator.estimate(problem, uniforms: uniforms.span)
        first += weight * value
        second += weight * value * value
        return
      }
      for node in nodes {
        uniforms[draw] = node.uniform
        visit(draw + 1, weight * node.weight)
      }
    }
    visit(0, 1)
    mean = first
    variance = second - first * first
  }

  private static func nodes(cuts: [Double]) -> [(uniform: Double, weight: Double)] {
    let (panels, points) = (8, 16)
    let table = gsl_integration_glfixed_table_alloc(points)!
    defer { gsl_integration_glfixed_table_free(table) }
    var nodes: [(Double, Double)] = []
    for (start, end) in zip(cuts, cuts.dropFirst()) where end > start {
      for panel in 0..<panels {
        for point in 0..<points {
          var (s, weight) = (0.0, 0.0)
          let (low, high) = (Double(panel) / Double(panels), Double(panel + 1) / Double(panels))
          gsl_integration_glfixed_point(low, high, point, &s, &weight, table)
          let rise = s * s * s * (10 - 15 * s + 6 * s * s)
          let slope = 30 * s * s * (1 - s) * (1 - s)
          nodes.append((start + (end - start) * rise, weight * slope * (end - start)))
        }
      }
    }
    return nodes
  }
}
