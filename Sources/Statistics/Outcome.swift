/// What one replicate came to: a metric's value, or a divergence.
///
/// A diverged run is a result. It is never dropped: ranks and medians take it as the worst outcome, and means and
/// intervals of a group that holds one stay empty.
public enum Outcome: Sendable, Hashable {
  /// A finite value of the metric.
  case value(Double)
  /// A run without a usable value.
  case diverged

  /// Magnitudes from here on (2⁵⁰⁰ ≈ 3.3·10¹⁵⁰) count as diverged, since their squares leave the range of Float64.
  public static let limit = 0x1p500

  /// Takes NaN, infinities and magnitudes from ``limit`` on as diverged.
  public init(_ value: Double) {
    self = abs(value) < Self.limit ? .value(value) : .diverged
  }

  /// The value, or `nil` where the run diverged.
  public var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }

  /// The value as order statistics see it: a divergence is infinite, on the metric's bad side.
  func ranked(lowerIsBetter: Bool) -> Double {
    value ?? (lowerIsBetter ? .infinity : -.infinity)
  }
}
