import Catalog

/// The expected accuracy of guesses that are drawn from the forecast's probabilities: the mean probability of what happened.
///
/// Exact, where drawing the guesses would add noise to a floor. It goes under the accuracy's name.
struct ExpectedAccuracy: MeanMetric {
  static let description = KindDescription(
    "expected_accuracy", summary: "The mean probability of the class, or of the bit, that happened.",
    formula: "Σy_c/N; bits: Σ(t·y + (1 − t)(1 − y))/N")
  static let lowerIsBetter = false
  static let targets = Accuracy.targets

  var mean = TermMean()

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachProbability { probability, _ in sum += probability }
  }
}
