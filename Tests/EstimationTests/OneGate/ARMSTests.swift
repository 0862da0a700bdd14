import Estimation
import Gating
import RandomStreams
import Testing

/// ARMS on one gate: its law by inclusion and exclusion over the simplex, and its draws against that law.
struct ARMSTests {
  /// P(so many of K samples are 1): those with 1 − d below a power of p, or not above one of 1 − p.
  private func law(_ samples: Int, _ p: Double) -> [Double] {
    let rarer = min(p, 1 - p)
    let reach = 1 - VectorMath.exp(VectorMath.log(rarer) / Double(samples - 1))
    /// P(m given samples all have the rarer value) = (1 − m·a)₊^(K − 1).
    func all(_ m: Int) -> Double {
      let rest = max(1 - Double(m) * reach, 0)
      return (1..<samples).reduce(1.0) { product, _ in product * rest }
    }
    func choose(_ n: Int, _ k: Int) -> Double {
      (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    let rare = (0...samples).map { j in
      choose(samples, j)
        * (0...samples - j).reduce(0.0) { sum, l in
          sum + (l % 2 == 0 ? 1 : -1) * choose(samples - j, l) * all(j + l)
        }
    }
    return p < 0.5 ? rare : rare.reversed()
  }

  private func moments(_ estimator: ARMSEstimator, _ problem: OneGateProblem) -> (
    mean: Double, variance: Double
  ) {
    let samples = estimator.copula.count
    var (first, second) = (0.0, 0.0)
    for (open, weight) in law(samples, problem.probability).enumerated() {
      let drawn = (0..<samples).map { $0 < open ? 1.0 : 0 }
      let value = estimator.term(
        losses: drawn.map(problem.loss), drawn: drawn, probability: problem.probability)
      first += weight * value
      second += weight * value * value
    }
    return (first, second - first * first)
  }

  /// The reference values; logit −1 takes the branch in which open gates are the rare ones.
  @Test(arguments: [(2, 3.32e-4, 1e-6), (4, 3.55e-5, 1e-7), (8, 1.88e-5, 1e-7)], [1.0, -1])
  func referenceValues(_ reference: (samples: Int, variance: Double, digit: Double), _ logit: Double) throws {
    let problem = OneGateProblem(target: 0.45, logit: logit)
    let found = moments(try arms(samples: reference.samples), problem)
    #expect((found.mean - problem.exactGradient).magnitude < 1e-15, "\(found)")
    #expect((found.variance - reference.variance).magnitude < reference.digit, "\(found)")
  }

  @Test(arguments: [-3, -0.3, 0, 2.5, 4]) func unbiasedAtOtherLogits(_ logit: Double) throws {
    let problem = OneGateProblem(target: 0.3, logit: logit)
    for samples in [2, 3, 5, 9] {
      let found = moments(try arms(samples: samples), problem).mean
      #expect((found - problem.exactGradient).magnitude < 1e-13, "\(samples): \(found)")
    }
  }

  /// Two samples are DisARM, on the same uniform.
  @Test(arguments: [-2, -0.3, 0.7, 1]) func twoSamplesAreDisARM(_ logit: Double) throws {
    let problem = OneGateProblem(target: 0.45, logit: logit)
    for k in 0..<97 {
      let u = (Double(k) + 0.5) / 97
      let (two, pair) = (
        try arms(samples: 2).estimate(problem, uniforms: [u, 0.5].span),
        DisARMEstimator().estimate(problem, uniforms: [u].span)
      )
      #expect((two - pair).magnitude < 1e-15, "\(u)")
    }
  }

  /// 100,000 draws of the K samples: how many are open is within 5 standard errors of the law, each count with a false alarm in 2
  /// million, and each sample is open with p.
  @Test(arguments: [3, 4, 8], [1.0, -1, 2.5]) func drawsFollowTheLaw(_ samples: Int, _ logit: Double) {
    let (p, count) = (VectorMath.sigmoid(logit), 100_000)
    let copula = DirichletCopula(count: samples)
    var stream = RandomStream(StreamKey(seed: 17, path: [.label("copula"), .index(UInt64(samples))]))
    var (counts, open) = ([Int](repeating: 0, count: samples + 1), [Int](repeating: 0, count: samples))
    for _ in 0..<count {
      let uniforms = (0..<samples).map { _ in Double(stream.nextUniform()) }
      let others = copula.others(of: uniforms[0], fresh: Array(uniforms.dropFirst()), probability: p)
      let drawn = ([uniforms[0]] + others).map { $0 < p }
      counts[drawn.count { $0 }] += 1
      for k in 0..<samples where drawn[k] { open[k] += 1 }
    }
    func expect(_ found: Int, _ probability: Double, _ what: String) {
      let error = (probability * (1 - probability) * Double(count)).squareRoot()
      #expect(
        (Double(found) - probability * Double(count)).magnitude <= 5 * error + 1e-6, "\(what): \(found)")
    }
    for (number, probability) in law(samples, p).enumerated() {
      expect(counts[number], min(max(probability, 0), 1), "\(number) open")
    }
    for k in 0..<samples { expect(open[k], p, "sample \(k)") }
  }
}
