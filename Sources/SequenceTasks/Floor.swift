public import Sequences

/// A score reached without learning, under the `mode` that names it in the tables (`persistence`, `chance`, …).
///
/// It is known beforehand, or it is a forecast that is scored like a network's: a number for each target value, quantiles, the
/// parameters of a distribution, a sample of equally likely numbers, a class, or a class drawn from probabilities. Floors of one mode complete each other: a metric is scored
/// by the first that it is defined for.
public struct Floor: Sendable {
  /// What is forecast for rows of a split, [rows, w], in the units in which they are scored; `nil` where the split has none.
  public typealias Prediction = @Sendable (_ rows: ScoredRows, _ split: Split) -> [Double]?
  /// The same for a sample of equally likely numbers, [rows] each.
  public typealias Sample = @Sendable (_ rows: ScoredRows, _ split: Split) -> [[Double]]?

  enum Rule: Sendable {
    case known(any Metric.Type, Double)
    /// A forecast of a form; without one, of the task's usual form.
    case prediction(Forecast?, Prediction)
    /// So many equally likely numbers.
    case sample(Int, Sample)
    /// A class for each row.
    case decision(Decision)
    /// A class for each row, drawn from these probabilities.
    case guess(Prediction)
  }

  /// The rule that reaches it.
  public let mode: String
  let rule: Rule

  private init(_ mode: String, _ rule: Rule) { (self.mode, self.rule) = (mode, rule) }

  /// A score known beforehand.
  public init(_ mode: String, _ metric: any Metric.Type, is value: Double) {
    self.init(mode, .known(metric, value))
  }

  /// What a forecast scores on the split's own examples.
  ///
  /// - Parameters:
  ///   - mode: the rule's name.
  ///   - form: what its numbers say; by default probabilities for classes, else a number.
  ///   - forecast: the numbers, w for each row.
  public init(_ mode: String, as form: Forecast? = nil, forecast: @escaping Prediction) {
    self.init(mode, .prediction(form, forecast))
  }

  /// What a sample of `size` equally likely numbers for each row scores, by metrics that read them all.
  public init(_ mode: String, size: Int, sample: @escaping Sample) {
    self.init(mode, .sample(size, sample))
  }

  /// What naming a class for each row scores, by metrics that read no more than that.
  public init(deciding mode: String, _ decision: @escaping Decision) { self.init(mode, .decision(decision)) }

  /// What classes that are drawn from given probabilities are expected to score, by metrics whose expectation is known exactly; the
  /// probabilities themselves are scored by metrics that read them.
  public init(guessing mode: String, _ probabilities: @escaping Prediction) {
    self.init(mode, .guess(probabilities))
  }

  /// The same prediction for every target value.
  public static func constant(_ mode: String, _ value: Double) -> Floor {
    Floor(mode) { rows, _ in [Double](repeating: value, count: rows.count * rows.outputsPerTarget) }
  }
}
