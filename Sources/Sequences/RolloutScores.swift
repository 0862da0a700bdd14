/// Scores of the mean of several rollouts, with the Monte-Carlo error that comes from their finite number.
///
/// The prediction is the mean of the K rollouts' outputs, added up in their order in Float64. With θ₍ₖ₎ the score of
/// the mean of all rollouts but the k-th, and θ̄ the mean of those, the jackknife's standard error is
/// √((K − 1)/K · Σ(θ₍ₖ₎ − θ̄)²) (Tukey 1958): it holds for any smooth score, not for means alone.
///
/// Rows are taken a block at a time, all rollouts of it at once; what is kept between blocks is K + 1 values of each
/// metric, however long the split.
public struct RolloutScores: Sendable {
  /// A score and its standard error.
  public struct Score: Sendable, Hashable {
    /// The score of the mean prediction; `nil` where it is undefined.
    public let value: Double?
    /// The standard error, 0 for a single rollout; `nil` where a score that it rests on is undefined or infinite.
    public let standardError: Double?
  }

  private let rollouts: Int
  /// The metrics of the mean prediction.
  private var whole: [any Metric]
  /// For each rollout, the metrics of the mean without it; none for a single rollout.
  private var others: [[any Metric]]

  /// Scores of so many rollouts; a single one stands for any number of the same.
  public init(_ metrics: [any Metric.Type], rollouts: Int) {
    precondition(rollouts > 0, "a score needs a rollout")
    self.rollouts = rollouts
    whole = metrics.map { $0.init() }
    others = Array(repeating: whole, count: rollouts > 1 ? rollouts : 0)
  }

  /// Takes in a block of rows.
  ///
  /// - Parameters:
  ///   - outputs: the outputs of each rollout, [rows, k], as the network gives them.
  ///   - rows: the targets, as the network sees them.
  ///   - rescale: brings rows to the units in which they are scored.
  public mutating func add(
    _ outputs: [[Double]], beside rows: ScoredRows, rescale: (_ rows: inout ScoredRows) -> Void
  ) {
    precondition(outputs.count == rollouts, "outputs of \(outputs.count) rollouts of \(rollouts)")
    func scored(_ outputs: [Double]) -> ScoredRows {
      var rows = rows
      rows.outputs = outputs
      rescale(&rows)
      return rows
    }
    func take(_ rows: ScoredRows, _ metrics: inout [any Metric]) {
      for index in metrics.indices { metrics[index].add(rows) }
    }
    let first = outputs[0]
    guard rollouts > 1 else { return take(scored(first), &whole) }
    // Deviations from the first rollout: equal rollouts then have an error of exactly 0, whatever they round to.
    var sum = [Double](repeating: 0, count: first.count)
    for rollout in outputs {
      for index in sum.indices { sum[index] += rollout[index] - first[index] }
    }
    let count = Double(rollouts)
    take(scored(sum.indices.map { first[$0] + sum[$0] / count }), &whole)
    for (index, rollout) in outputs.enumerated() {
      let mean = sum.indices.map { first[$0] + (sum[$0] - (rollout[$0] - first[$0])) / (count - 1) }
      take(scored(mean), &others[index])
    }
  }

  /// The scores so far, in the order of the metrics.
  public var scores: [Score] {
    whole.indices.map { metric in
      let value = Self.value(whole[metric])
      let without = others.map { Self.value($0[metric]) }
      return Score(
        value: value,
        standardError: rollouts > 1 ? Self.standardError(without) : value?.isFinite == true ? 0 : nil)
    }
  }

  /// The jackknife's standard error of the scores without one rollout each.
  private static func standardError(_ scores: [Double?]) -> Double? {
    let defined = scores.compactMap { $0?.isFinite == true ? $0 : nil }
    guard defined.count == scores.count else { return nil }
    let count = Double(defined.count)
    let deviations = defined.map { $0 - defined[0] }
    let mean = deviations.reduce(0, +) / count
    let squares = deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((count - 1) / count * squares).squareRoot()
  }

  /// A metric's value; what is not a number is undefined.
  private static func value(_ metric: any Metric) -> Double? {
    metric.value.flatMap { $0.isNaN ? nil : $0 }
  }
}
