/// A temperature whose reciprocal, the slope, grows with the epoch.
///
/// τ = 1/min(cap, 1 + rate·e) in epoch e, counted from 0: the reciprocal of ``GrowingSlopeSchedule``.
///
/// - Source: Chung, Ahn and Bengio 2017 (arXiv 1609.01704), with rate 0.04 and cap 5.
public struct SlopeAnnealedSchedule: Schedule {
  /// The catalog entry.
  public static let description = KindDescription(
    "slope_annealed", summary: "A temperature whose reciprocal, the slope, grows with the epoch.",
    formula: "1/min(cap, 1 + rate·epoch)", source: GrowingSlopeSchedule.source,
    parameters: GrowingSlopeSchedule.parameters)

  private let slope: GrowingSlopeSchedule

  /// Reads `rate` and `cap`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    slope = try GrowingSlopeSchedule(parameters)
  }

  /// The temperature in an epoch, whatever the update.
  public func value(update: Int, epoch: Int) -> Double { 1 / slope.slope(epoch: epoch) }

  /// 1 and the reciprocal of the cap.
  public var ends: (Double, Double) { (1, 1 / slope.cap) }
}
