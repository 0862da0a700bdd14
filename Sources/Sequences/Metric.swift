public import Catalog

/// A score of predictions, added up a batch at a time.
///
/// A metric is the value that adds up: it begins empty, takes rows as they come, and has a value at any time. Sums are
/// in Float64 in the order of the rows, so that a value does not depend on how a split was cut. Whoever scores keeps as
/// many of them as there are predictions to score: one for the mean of K rollouts and K for the means without one of
/// them, whose spread is the standard error (``RolloutScores``); one for each group where scores are split by group. So
/// a metric knows neither of rollouts nor of groups.
///
/// A metric of your own is one file; a task names it among its metrics.
public protocol Metric: Sendable {
  /// The catalog entry: the name in tables, the formula, its source.
  static var description: KindDescription { get }
  /// Whether smaller values are better.
  static var lowerIsBetter: Bool { get }
  /// The targets that the metric is defined for.
  static var targets: [TargetKind] { get }

  /// The metric of no rows.
  init()

  /// Takes in rows whose outputs are finite.
  mutating func add(_ rows: ScoredRows)

  /// The value so far; `nil` where it is undefined, as a correlation with a constant is, or the mean of no rows.
  var value: Double? { get }
}

extension Metric {
  /// The name in tables, for instance `rmse`.
  public static var name: String { description.kind }
}
