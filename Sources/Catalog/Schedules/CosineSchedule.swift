/// Half a cosine from one value to another: slow at both ends, without a kink.
///
/// to + (from − to)·(1 + cos(π·t/N))/2 after t of N updates, then `to`.
///
/// - Source: Loshchilov and Hutter 2017, SGDR (arXiv 1608.03983), without its restarts.
public struct CosineSchedule: Schedule {
  /// The catalog entry.
  public static let description = KindDescription(
    "cosine", summary: "Half a cosine: slow at both ends.",
    formula: "to + (from − to)·(1 + cos(π·t/updates))/2",
    source: "Loshchilov and Hutter 2017 (arXiv 1608.03983)", parameters: Ramp.parameters())

  private let ramp: Ramp

  /// Reads `from`, `to` and `updates`.
  public init(_ parameters: Parameters) throws(ParameterError) { ramp = Ramp(parameters) }

  /// The value after `update` updates.
  public func value(update: Int, epoch: Int) -> Double {
    ramp.value(at: update, ramp.halfCosine)
  }

  /// `from` and `to`.
  public var ends: (Double, Double) { ramp.ends }
}
