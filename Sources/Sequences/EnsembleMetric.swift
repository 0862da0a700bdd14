/// A metric that is a mean over target values of what all rollouts together score, such as the score of a mixture.
///
/// The jackknife needs each term K times over, with one part of the rollouts left out at a time. A metric that gives all of
/// them at once can share what they have in common, and groups share the terms.
public protocol EnsembleMetric: Metric {
  /// The terms of one target value: of all members, then without each part in turn.
  ///
  /// - Parameters:
  ///   - members: what every rollout forecasts, [K, w].
  ///   - target: what came.
  ///   - forecast: what the numbers say.
  ///   - parts: how many parts; member k is of part k mod parts, and K is at least that. 0 for none.
  static func terms(_ members: [Double], of target: Double, _ forecast: Forecast, parts: Int) -> [Double]
}

/// The terms of one score, adding up: of all rollouts and without each part, or of each rollout.
struct EnsembleSums: Sendable {
  private var sums: [Double]
  private var count = 0

  init(_ variants: Int) { sums = Array(repeating: 0, count: variants) }

  /// Adds the terms of some rows, in their order.
  mutating func add(_ terms: [[Double]], rows: some Sequence<Int>) {
    for row in rows {
      for variant in sums.indices { sums[variant] += terms[row][variant] }
      count += 1
    }
  }

  /// The means; undefined without rows or where they are no numbers.
  var values: [Double?] {
    sums.map { sum in
      let mean = sum / Double(count)
      return mean.isNaN ? nil : mean
    }
  }
}
