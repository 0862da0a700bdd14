import Tables

/// One forecast of the final network beside its target: a row of `predictions.csv`.
struct PredictionRow: Sendable, Hashable {
  /// The part of the data.
  var split: String
  /// How gates were read.
  var mode: String
  /// The example's index in the split.
  var example: Int
  /// The date of the target, where the task has dates.
  var date: String
  /// The series of the target, or the name of the class.
  var series: String
  /// The horizon of the target.
  var horizon: String
  /// What came, in the units of the scores; of a class 1 where it is the one.
  var target: Double
  /// What was forecast: a number, a distribution's mean, the median of quantiles, or the probability of the class; of several
  /// rollouts their mean. `nil` for quantiles without a median.
  var prediction: Double?
  /// The spread of several rollouts.
  var spread: RolloutSpread?

  /// `predictions.csv`, behind the columns that name the run.
  static let table = Table<PredictionRow>(
    "predictions", "One row for every target value, or every class of one, of the final network.",
    [
      .text("split", "The part of the data.") { $0.split },
      .text("mode", "How gates were read.") { $0.mode },
      .integer("example", "The example, from 0, by its place in the split.") { $0.example },
      .optionalText("date", "The date of the target; empty where the data have no dates.") { $0.date },
      .optionalText(
        "series",
        "The series of the target; of class targets, the name of the class, or its index where it has none."
      ) { $0.series },
      .optionalText("horizon", "How far ahead the target lies; empty where the task has one horizon.") {
        $0.horizon
      },
      .exact("target", "What came, in the units of the scores; of a class 1 where it is the one, else 0.") {
        $0.target
      },
      .optionalExact(
        "prediction",
        "What was forecast: a number, a distribution's mean, the median of quantiles (empty where they have none), the "
          + "probability of the class; of rollouts their mean."
      ) { $0.prediction },
      .optionalExact("deviation", "Standard deviation of the rollouts; empty in modes without.") {
        $0.spread?.deviation
      },
      .optionalExact("q05", "5 % quantile of the rollouts; empty in modes without.") {
        $0.spread?.quantiles[0]
      },
      .optionalExact("q25", "25 % quantile of the rollouts; empty in modes without.") {
        $0.spread?.quantiles[1]
      },
      .optionalExact("q50", "Median of the rollouts; empty in modes without.") { $0.spread?.quantiles[2] },
      .optionalExact("q75", "75 % quantile of the rollouts; empty in modes without.") {
        $0.spread?.quantiles[3]
      },
      .optionalExact("q95", "95 % quantile of the rollouts; empty in modes without.") {
        $0.spread?.quantiles[4]
      },
    ])
}

extension Column {
  /// A column of texts, some of them absent.
  fileprivate static func optionalText(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Row) -> String
  ) -> Column { Column(name, .string, isOptional: true, summary) { .text(value($0)) } }
}
