public import Catalog

/// The mean over classes of F1, the harmonic mean of precision and recall, whatever the classes' numbers.
///
/// F1 = 2n_cc/(n_c + m_c) of a class with n_c targets, m_c predictions and n_cc of both: 0 for a class that is never predicted, or
/// never right. The mean is over the classes among the targets or the predictions, as in scikit-learn's `f1_score(average="macro")`: a
/// class that is nowhere is left out, one that is predicted and never comes counts as 0. It is the mean of the F1s, not the F1 of mean
/// precision and mean recall (Opitz and Burst 2019, arXiv 1911.03347). Classes are predicted as for ``Accuracy``; bits are the classes
/// 0 and 1, pooled over a row's bits.
///
/// The expectation over random guesses is not the F1 of expected counts, so that a floor that guesses has no score here.
public struct MacroF1: ClassMetric {
  /// The catalog entry of `macro_f1`.
  public static let description = KindDescription(
    "macro_f1",
    summary: "The mean of F1 over the classes among targets or predictions; 0 for a class never predicted.",
    formula: "(1/C)Σ_c 2n_cc/(n_c + m_c) over the C classes with n_c + m_c > 0",
    source: "Opitz and Burst 2019 (arXiv 1911.03347), averaged F1")

  var counts = ClassCounts()

  /// No rows yet.
  public init() {}

  /// 2n_cc/(n_c + m_c); `nil` for a class that is nowhere.
  static func term(right: Int, targets: Int, predictions: Int) -> Double? {
    let all = targets + predictions
    return all > 0 ? 2 * Double(right) / Double(all) : nil
  }
}
