/// What the numbers that are scored for one target value say about it.
public enum Forecast: Sendable {
  /// One number: a forecast, or the probability of a bit.
  case number
  /// The probability of each class.
  case classes
  /// The quantiles at these levels, which rise.
  case quantiles([Double])
  /// The parameters of a distribution of counts.
  case counts(any CountDistribution.Type)

  /// Outputs of the network for one target value; of classes there are as many as the task has.
  public var outputs: Int { if case .quantiles(let levels) = self { levels.count } else { 1 } }

  /// Numbers that are scored for one target value, of so many outputs.
  public func scored(outputs: Int) -> Int {
    if case .counts(let distribution) = self { distribution.parameters } else { outputs }
  }

  /// Where the forecast's one number lies among those that are scored: the number, the median, the mean; `nil` where there is
  /// none, as of classes.
  public var point: Int? {
    switch self {
    case .number, .counts: 0
    case .classes: nil
    case .quantiles(let levels): levels.firstIndex(of: 0.5)
    }
  }
}
