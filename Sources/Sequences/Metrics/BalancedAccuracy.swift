public import Catalog

/// The mean of the recalls of the classes that are there among the targets, whatever their numbers.
///
/// A class without a target has no recall and is left out, as in scikit-learn's `balanced_accuracy_score`. Guessing one class scores
/// 1/C of C classes present. Classes are predicted as for ``Accuracy``; bits are the classes 0 and 1, pooled over a row's bits.
public struct BalancedAccuracy: ClassMetric {
  /// The catalog entry of `balanced_accuracy`.
  public static let description = KindDescription(
    "balanced_accuracy",
    summary: "The mean of the recalls of the classes among the targets; bits are two classes.",
    formula: "(1/C)Σ_c n_cc/n_c over the C classes with n_c > 0", source: "Brodersen et al. 2010")

  /// The mean of the classes' mean probabilities.
  public static var ofGuesses: (any Metric.Type)? { ExpectedBalancedAccuracy.self }

  var counts = ClassCounts()

  /// No rows yet.
  public init() {}

  /// n_cc/n_c; `nil` for a class without targets.
  static func term(right: Int, targets: Int, predictions: Int) -> Double? {
    targets > 0 ? Double(right) / Double(targets) : nil
  }
}
