import CKernels

/// A constant ratio from each update to the next.
///
/// from·(to/from)^(t/N) after t of N updates, then `to`; both are above 0. The power is exp((t/N)·(ln to − ln from)) with
/// Sluice's own exp and log, which give the same bits on every processor; the C library's `pow` does not.
///
/// - Errors: the exponent's rounding is multiplied by |ln to − ln from|, so a relative 10⁻¹⁵ over six orders of magnitude.
public struct ExponentialSchedule: Schedule {
  /// The catalog entry.
  public static let description = KindDescription(
    "exponential", summary: "A constant ratio from each update to the next.",
    formula: "from·(to/from)^(t/updates)", parameters: Ramp.parameters(within: .positive))

  private let ramp: Ramp

  /// Reads `from`, `to` and `updates`.
  public init(_ parameters: Parameters) throws(ParameterError) { ramp = Ramp(parameters) }

  /// The value after `update` updates.
  public func value(update: Int, epoch: Int) -> Double {
    ramp.value(at: update) {
      ramp.from * ckernels_exp_f64($0 * (ckernels_log_f64(ramp.to) - ckernels_log_f64(ramp.from)))
    }
  }

  /// `from` and `to`.
  public var ends: (Double, Double) { ramp.ends }
}
