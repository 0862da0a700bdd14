public import Sequences

extension Floor {
  /// `chance`: a class drawn with equal probabilities from `classes`.
  ///
  /// It has an expected accuracy of 1/classes, which is known; other scores are its expected ones, and probabilities are scored as
  /// they are. Bits count as two classes.
  public static func chance(of classes: Int) -> [Floor] {
    let share = 1 / Double(classes)
    return [
      Floor("chance", Accuracy.self, is: share),
      Floor(guessing: "chance") { rows, _ in
        [Double](repeating: share, count: rows.count * rows.outputsPerTarget)
      },
    ]
  }

  /// What the true probabilities of the classes reach, given something that is known of each row: the likeliest class by metrics that
  /// read no more, of equally likely ones the first, and the probabilities by others.
  ///
  /// - Parameters:
  ///   - mode: the floor's name, for what is known, such as `length` or `position`.
  ///   - shares: the probability of each class for each row, [rows][classes].
  public static func shares(
    _ mode: String, _ shares: @escaping @Sendable (_ rows: ScoredRows, _ split: Split) -> [[Double]]
  ) -> [Floor] {
    [
      Floor(deciding: mode) { rows, split in
        shares(rows, split).map { shares in
          shares.indices.reduce(0) { shares[$1] > shares[$0] ? $1 : $0 }
        }
      },
      Floor(mode) { rows, split in shares(rows, split).flatMap { $0 } },
    ]
  }
}
