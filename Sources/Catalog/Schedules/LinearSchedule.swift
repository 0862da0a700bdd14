/// A straight line over updates.
///
/// from + (to − from)·(t/N) after t of N updates, then `to`.
public struct LinearSchedule: Schedule {
  /// The catalog entry.
  public static let description = KindDescription(
    "linear", summary: "A straight line over updates.", formula: "from + (to − from)·t/updates",
    parameters: Ramp.parameters())

  private let ramp: Ramp

  /// Reads `from`, `to` and `updates`.
  public init(_ parameters: Parameters) throws(ParameterError) { ramp = Ramp(parameters) }

  /// The value after `update` updates.
  public func value(update: Int, epoch: Int) -> Double {
    ramp.value(at: update, ramp.line)
  }

  /// `from` and `to`.
  public var ends: (Double, Double) { ramp.ends }
}
