import Catalog

/// The expected balanced accuracy of guesses that are drawn from the forecast's probabilities.
///
/// The recalls of classes are means over their own targets, so that the expectation is the mean of theirs.
struct ExpectedBalancedAccuracy: Metric {
  static let description = KindDescription(
    "expected_balanced_accuracy",
    summary:
      "The mean, over the classes among the targets, of the mean probability of the class where it happened.",
    formula: "(1/C)Σ_c(1/n_c)Σy_c")
  static let lowerIsBetter = false
  static let targets = Accuracy.targets

  /// Σ of the probabilities and targets, of each class.
  private var classes: [TermMean] = []

  mutating func add(_ rows: ScoredRows) {
    if classes.isEmpty {
      let count = rows.target == .classIndex ? rows.outputsPerTarget : 2
      classes = Array(repeating: TermMean(), count: count)
    }
    rows.forEachProbability { probability, index in
      classes[index].sum += probability
      classes[index].count += 1
    }
  }

  var value: Double? {
    let recalls = classes.filter { $0.count > 0 }.map { $0.sum / Double($0.count) }
    return recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
  }
}
