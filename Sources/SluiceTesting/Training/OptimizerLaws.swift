import Recurrence

/// The laws of optimizers.
enum OptimizerLaws {
  static let list = LawList<any Optimizer>(
    family: "optimizers",
    laws: [
      Law("state", state), Law("scale", scale), Law("weights apart", weightsApart), Law("nan", notANumber),
      Law("precisions", precisions),
    ])

  private static let gradients: [[Double]] = [
    [0.5, -1, 0.25, 0.0625, -2], [0.25, 2, -0.5, 0.125, 1], [-1, 0.5, 0.75, -0.25, 0.5],
  ]
  private static let start: [Double] = [1, -2, 0.5, 0.25, -0.75]

  /// The weights after each update of some of them.
  private static func run<Scalar: OptimizerScalar>(
    _ optimizer: some Optimizer, _: Scalar.Type, _ gradients: [[Double]] = gradients, scale: Double = 1,
    of places: Range<Int> = 0..<5
  ) -> [[Scalar]] {
    var weights = start[places].map { Scalar($0) }
    var state = OptimizerState<Scalar>(for: type(of: optimizer), count: places.count)
    return gradients.map { gradient in
      optimizer.update(&weights, gradient: gradient[places].map { Scalar($0) }, scale: scale, state: &state)
      return weights
    }
  }

  /// All that is remembered is in the state: from an equal state the same value makes the same update.
  private static func state(_ optimizer: any Optimizer, _ findings: inout Findings) {
    let (first, second) = (run(optimizer, Double.self), run(optimizer, Double.self))
    findings.expect(
      first == second, at: "the same updates again", found: "\(second)",
      expected: "\(first): an optimizer is a value")
    findings.expect(
      first[0] != start, at: "one update", found: "the weights that it began with", expected: "a step")
  }

  /// The factor of the gradient, by which clipping acts, is a factor of the gradient: halved twice, it is as if given so.
  private static func scale(_ optimizer: any Optimizer, _ findings: inout Findings) {
    let scaled = run(optimizer, Double.self, scale: 0.25)
    let given = run(optimizer, Double.self, gradients.map { $0.map { $0 / 4 } })
    for update in scaled.indices {
      for i in start.indices {
        findings.expect(
          scaled[update][i], near: given[update][i], within: 1e-15 * max(1, abs(given[update][i])),
          at: "scale 1/4, update \(update + 1), weight \(i)")
      }
    }
  }

  /// What happens to a weight does not depend on the weights beside it.
  private static func weightsApart(_ optimizer: any Optimizer, _ findings: inout Findings) {
    let whole = run(optimizer, Float.self)
    for i in start.indices {
      let alone = run(optimizer, Float.self, of: i..<i + 1)
      for update in whole.indices {
        findings.expect(
          sameBits(alone[update][0], whole[update][i]), at: "update \(update + 1), weight \(i) alone",
          found: "\(alone[update][0])", expected: "\(whole[update][i]), as beside the others")
      }
    }
  }

  /// A gradient that is not a number reaches its weight, and no other.
  private static func notANumber(_ optimizer: any Optimizer, _ findings: inout Findings) {
    var spoiled = gradients
    spoiled[0][1] = .nan
    func check<Scalar: OptimizerScalar>(_: Scalar.Type) {
      let (clean, found) = (run(optimizer, Scalar.self), run(optimizer, Scalar.self, spoiled))
      for i in start.indices {
        findings.expect(
          i == 1 ? found[2][i].isNaN : sameBits(found[2][i], clean[2][i]),
          at: "\(Scalar.self), NaN in gradient 1, weight \(i)",
          found: "\(found[2][i])", expected: i == 1 ? "NaN" : "\(clean[2][i])")
      }
    }
    check(Float.self)
    check(Double.self)
  }

  /// Single precision follows double precision; steps that grow past 10³ are not compared.
  private static func precisions(_ optimizer: any Optimizer, _ findings: inout Findings) {
    let (single, double) = (run(optimizer, Float.self), run(optimizer, Double.self))
    for update in single.indices {
      for i in start.indices where abs(double[update][i]) < 1e3 {
        findings.expect(
          Double(single[update][i]), near: double[update][i], within: 1e-5 * max(1, abs(double[update][i])),
          at: "Float, update \(update + 1), weight \(i)")
      }
    }
  }
}
