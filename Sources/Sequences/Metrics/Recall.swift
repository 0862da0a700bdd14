public import Catalog

/// The share of targets that are predicted right, as for ``Accuracy``: within a group of one class, that class's recall.
///
/// Over all targets it is the accuracy, the mean of the recalls weighted by how often each class comes. It is there for its name:
/// with `evaluation: {metrics: [recall], by: [class]}` the rows are `recall[cat]`, `recall[dog]`, …
public struct Recall: DerivedMetric {
  /// The catalog entry of `recall`.
  public static let description = KindDescription(
    "recall",
    summary: "The share of targets that are predicted right: by class (`by: [class]`) each class's recall.",
    formula: "Σ1[ĉ = c]/N; of class c: n_cc/n_c")
  /// As of the accuracy.
  public static var ofGuesses: (any Metric.Type)? { Accuracy.ofGuesses }

  var base = Accuracy()

  /// No rows yet.
  public init() {}

  /// The accuracy.
  static func value(of base: Double) -> Double { base }
}
