import RandomStreams
import Recurrence

/// The laws of initial weights.
enum InitializerLaws {
  static let list = LawList<any WeightInitializer>(
    family: "initializers", laws: [Law("count", count), Law("stream", stream), Law("mean", mean)])

  private static let shapes = [
    WeightShape(groups: 4, rows: 16, columns: 6, isBias: false, hidden: 16),
    WeightShape(groups: 4, rows: 16, columns: 16, isBias: false, hidden: 16),
    WeightShape(groups: 4, rows: 16, columns: 1, isBias: true, hidden: 16),
    WeightShape(groups: 1, rows: 3, columns: 16, isBias: false, hidden: 16),
  ]

  private static func draw(_ initializer: any WeightInitializer, _ shape: WeightShape, replicate: Int = 0)
    -> [Float]
  {
    var stream = RandomStream(StreamKey(seed: 20_170_528, replicate: replicate, purpose: .weights))
    return initializer.draw(shape, from: &stream)
  }

  /// As many finite numbers as the block has parameters.
  private static func count(_ initializer: any WeightInitializer, _ findings: inout Findings) {
    for shape in shapes {
      let weights = draw(initializer, shape)
      findings.expect(
        weights.count == shape.count && weights.allSatisfy(\.isFinite), at: "\(shape)",
        found: "\(weights.count) numbers, \(weights.count { !$0.isFinite }) of them not finite",
        expected: "\(shape.count) finite numbers")
    }
  }

  /// What is drawn depends on the stream alone: again the same, for another replicate something else.
  private static func stream(_ initializer: any WeightInitializer, _ findings: inout Findings) {
    for shape in shapes {
      let weights = draw(initializer, shape)
      findings.expect(
        draw(initializer, shape) == weights, at: "\(shape), drawn again", found: "other weights",
        expected: "the same")
      guard !shape.isBias, Set(weights).count > 1 else { continue }
      findings.expect(
        draw(initializer, shape, replicate: 1) != weights, at: "\(shape), another replicate",
        found: "the same weights",
        expected: "weights of its own")
    }
  }

  /// The weights' mean is 0: within 6 standard errors of what is drawn, for one seed.
  private static func mean(_ initializer: any WeightInitializer, _ findings: inout Findings) {
    for shape in shapes where !shape.isBias {
      let weights = draw(initializer, shape).map { Double($0) }
      guard weights.count > 1 else { continue }
      let n = Double(weights.count)
      let mean = weights.reduce(0, +) / n
      let variance = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
      findings.expect(mean, near: 0, within: 6 * (variance / n).squareRoot(), at: "the mean of \(shape)")
    }
  }
}
