/// A slope that grows with the epoch, for a setting that is one.
///
/// a = min(cap, 1 + rate·e) in epoch e, counted from 0: the first epoch has slope 1.
///
/// - Source: Chung, Ahn and Bengio 2017 (arXiv 1609.01704), with rate 0.04 and cap 5.
public struct GrowingSlopeSchedule: Schedule {
  /// The catalog entry.
  public static let description = KindDescription(
    "growing_slope", summary: "A slope that grows with the epoch.", formula: "min(cap, 1 + rate·epoch)",
    source: source, parameters: parameters)

  static let source = "Chung, Ahn and Bengio 2017 (arXiv 1609.01704)"
  static let parameters = [
    Parameter(
      "rate", .number(.nonNegative), default: .number(0.04), summary: "Growth of the slope per epoch."),
    Parameter("cap", .number(Bounds(1)), default: .number(5), summary: "Largest slope."),
  ]

  /// Growth of the slope per epoch.
  public let rate: Double
  /// Largest slope.
  public let cap: Double

  /// Reads `rate` and `cap`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    rate = parameters.number("rate")
    cap = parameters.number("cap")
  }

  /// The slope in an epoch, whatever the update.
  public func value(update: Int, epoch: Int) -> Double { slope(epoch: epoch) }

  /// The slope in an epoch, counted from 0.
  public func slope(epoch: Int) -> Double { min(cap, 1 + rate * Double(epoch)) }

  /// 1 and the cap.
  public var ends: (Double, Double) { (1, cap) }
}
