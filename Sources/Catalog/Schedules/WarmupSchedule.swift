/// A warm-up and a descent: a straight line up to a peak, then half a cosine down.
///
/// from + (peak − from)·(t/W) after t of W updates (`warmup`), then to + (peak − to)·(1 + cos(π·(t − W)/(N − W)))/2 until
/// update N (`updates`), then `to`. With `to` equal to `peak` it is a warm-up alone.
///
/// - Source: Goyal et al. 2017 (arXiv 1706.02677) for the warm-up; with the cosine He et al. 2019 (arXiv 1812.01187).
public struct WarmupSchedule: Schedule {
  /// The catalog entry.
  public static let description = KindDescription(
    "warmup", summary: "A straight line up to a peak, then half a cosine down.",
    formula:
      "from + (peak − from)·t/warmup, then to + (peak − to)·(1 + cos(π·(t − warmup)/(updates − warmup)))/2",
    source: "Goyal et al. 2017 (arXiv 1706.02677), He et al. 2019 (arXiv 1812.01187)",
    parameters: [
      .scheduledValue("from", summary: "Value before the first update."),
      .scheduledValue("peak", summary: "Value at the end of the warm-up."),
      .scheduledValue("to", summary: "Value from the last update of the schedule on."),
      Parameter("warmup", .integer(Bounds(1, 1e9)), summary: "Updates of the warm-up."),
      Parameter(
        "updates", .integer(Bounds(1, 1e9)), summary: "Updates from the start to the end of the descent."),
    ])

  private let ascent, descent: Ramp

  /// Reads `from`, `peak`, `to`, `warmup` and `updates`.
  ///
  /// - Throws: `ParameterError` where the warm-up is not over before the end.
  public init(_ parameters: Parameters) throws(ParameterError) {
    let (warmup, updates) = (parameters.integer("warmup"), parameters.integer("updates"))
    guard warmup < updates else {
      throw .conflict(
        names: ["warmup", "updates"], reason: "the warm-up of \(warmup) updates ends before update \(updates)"
      )
    }
    let peak = parameters.number("peak")
    ascent = Ramp(from: parameters.number("from"), to: peak, updates: warmup)
    descent = Ramp(from: peak, to: parameters.number("to"), updates: updates - warmup)
  }

  /// The value after `update` updates.
  public func value(update: Int, epoch: Int) -> Double {
    update < ascent.updates
      ? ascent.value(at: update, ascent.line) : descent.value(at: update - ascent.updates, descent.halfCosine)
  }

  /// The smallest and the largest of `from`, `peak` and `to`.
  public var ends: (Double, Double) {
    (min(ascent.from, descent.from, descent.to), max(ascent.from, descent.from, descent.to))
  }
}
