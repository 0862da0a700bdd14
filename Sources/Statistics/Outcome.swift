/// What one replicate came to: a metric's value, an undefined one, or a divergence.
///
/// A diverged run is a result. It is never dropped: ranks and medians take it as the worst outcome, and means and
/// intervals of a group that holds one stay empty. An undefined score (a correlation with a constant) is neither good
/// nor bad: it has no rank, and whatever rests on it is empty.
public enum Outcome: Sendable, Hashable {
  /// A value of the metric, finite or infinite, never NaN.
  case value(Double)
  /// A finished run whose score is undefined.
  case undefined
  /// A run without a score.
  case diverged

  /// The score of a finished run; `nil` and NaN are undefined.
  public init(_ score: Double?) {
    self = score.flatMap { $0.isNaN ? nil : .value($0) } ?? .undefined
  }

  /// The value; `nil` where there is none.
  public var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Whether the outcome is a finite number.
  var isFinite: Bool { value?.isFinite ?? false }

  /// The value as order statistics see it: a divergence is infinite, on the metric's bad side.
  func ranked(lowerIsBetter: Bool) -> Double {
    value ?? (lowerIsBetter ? .infinity : -.infinity)
  }

  /// The outcome with its value multiplied by a power of two.
  func scaled(by power: Double) -> Outcome {
    if case .value(let value) = self { .value(value * power) } else { self }
  }

  /// The power of two that brings all finite values below 2⁵⁰⁰, so that their squares, and sums of these, are in the range
  /// of Float64; 1 where they are already.
  static func scale(_ outcomes: [Outcome]) -> Double {
    let largest = outcomes.reduce(0) { $1.isFinite ? max($0, abs($1.value ?? 0)) : $0 }
    guard largest >= 0x1p500 else { return 1 }
    return Double(sign: .plus, exponent: 499 - Int(largest.exponent), significand: 1)
  }
}
