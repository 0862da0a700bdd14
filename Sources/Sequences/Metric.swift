public import Catalog

/// A score of predictions, added up a batch at a time.
///
/// A metric is the value that adds up: it begins empty, takes rows as they come, and has a value at any time. Sums are
/// in Float64 in the order of the rows, so that a value does not depend on how a split was cut. Whoever scores keeps as
/// many of them as there are predictions to score (``RolloutScores``): one for all K rollouts and others without some of
/// them, whose spread is the standard error; one for each group where scores are split by group. So a metric knows nothing of
/// groups, and of rollouts only what its rows say.
///
/// A metric of your own is one file; a task names it among its metrics, or a file in `evaluation.metrics`.
public protocol Metric: Sendable {
  /// The catalog entry: the name in tables, the formula, its source.
  static var description: KindDescription { get }
  /// Whether smaller values are better.
  static var lowerIsBetter: Bool { get }
  /// The targets that the metric is defined for.
  static var targets: [TargetKind] { get }

  /// Whether the metric reads ``ScoredRows/rollouts`` beside their mean; false by default.
  static var readsRollouts: Bool { get }

  /// Whether the metric compares classes with each other, so that it says nothing of targets of one class; false by default.
  ///
  /// Scores by class (``TargetGrouping/targetClass``) leave such metrics out.
  static var comparesClasses: Bool { get }

  /// Whether of classes and bits nothing is read but which one is predicted; false by default.
  ///
  /// Floors that name a class, not probabilities, are scored by such metrics alone.
  static var readsDecisions: Bool { get }

  /// The metric of probabilities whose value is the expectation of this one's where each prediction is drawn from them; `nil`, the
  /// default, where none is known.
  static var ofGuesses: (any Metric.Type)? { get }

  /// Whether the metric is defined for forecasts of a form, read in a way; by default it is where they have one number for
  /// each target value, or probabilities of classes for class targets.
  static func isDefined(for forecast: Forecast, _ reading: RolloutReading) -> Bool

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

  /// The mean of the rollouts is enough.
  public static var readsRollouts: Bool { false }

  /// It says as much of one class as of several.
  public static var comparesClasses: Bool { false }

  /// Probabilities are read.
  public static var readsDecisions: Bool { false }
  /// None.
  public static var ofGuesses: (any Metric.Type)? { nil }

  /// Forecasts of one number, and of classes.
  public static func isDefined(for forecast: Forecast, _ reading: RolloutReading) -> Bool {
    if case .classes = forecast { return targets.contains(.classIndex) }
    return forecast.point != nil
  }
}

/// What is scored where a network is read several times with noise of its own.
public enum RolloutReading: Sendable, Hashable {
  /// One reading without draws.
  case once
  /// All rollouts together: their mean, or the mixture of their distributions.
  case together
  /// Each rollout alone: the score is the mean of the rollouts' scores, what one noisy pass can expect.
  case each
}
