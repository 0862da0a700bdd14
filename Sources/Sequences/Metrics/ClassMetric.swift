/// A metric that is a mean over classes, whatever their numbers.
protocol ClassMetric: Metric {
  /// The counts so far.
  var counts: ClassCounts { get set }

  /// What a class adds to the mean; `nil` for a class that is left out.
  static func term(right: Int, targets: Int, predictions: Int) -> Double?
}

extension ClassMetric {
  /// False.
  public static var lowerIsBetter: Bool { false }
  /// Classes and bits.
  public static var targets: [TargetKind] { Accuracy.targets }
  /// Within one class there is nothing to compare.
  public static var comparesClasses: Bool { true }

  /// True.
  public static var readsDecisions: Bool { true }

  /// Counts the classes of the rows.
  public mutating func add(_ rows: ScoredRows) { counts.add(rows) }

  /// The mean over classes, in their order; undefined without rows.
  public var value: Double? {
    let terms = counts.targets.indices.compactMap { index in
      Self.term(
        right: counts.right[index], targets: counts.targets[index], predictions: counts.predictions[index])
    }
    return terms.isEmpty ? nil : terms.reduce(0, +) / Double(terms.count)
  }
}

/// How often each class came, was predicted, and was predicted where it came.
struct ClassCounts {
  /// Targets of each class, n_c; empty before the first rows.
  private(set) var targets: [Int] = []
  /// Predictions of each class, m_c.
  private(set) var predictions: [Int] = []
  /// Targets of each class that are predicted right, n_cc.
  private(set) var right: [Int] = []

  /// Counts rows of classes or bits.
  mutating func add(_ rows: ScoredRows) {
    let classes = rows.target == .classIndex ? rows.outputsPerTarget : 2
    if targets.isEmpty {
      let none = [Int](repeating: 0, count: classes)
      (targets, predictions, right) = (none, none, none)
    }
    precondition(targets.count == classes, "\(classes) classes, and \(targets.count) before")
    rows.forEachDecision { predicted, actual in
      targets[actual] += 1
      predictions[predicted] += 1
      if predicted == actual { right[actual] += 1 }
    }
  }
}
