import Sluice

/// A straight line from one value to another, again and again.
///
/// from + (to − from)·(t mod period)/period.
struct SawtoothSchedule: Schedule {
  static let description = KindDescription(
    "sawtooth", summary: "A straight line from one value to another, again and again.",
    formula: "from + (to − from)·(t mod period)/period",
    parameters: [
      .scheduledValue("from", summary: "Value at the start of each period."),
      .scheduledValue("to", summary: "Value that each period approaches."),
      Parameter("period", .integer(Bounds(1, 1e9)), summary: "Updates of a period."),
    ])

  let from, to: Double
  let period: Int

  init(_ parameters: Parameters) throws(ParameterError) {
    (from, to) = (parameters.number("from"), parameters.number("to"))
    period = parameters.integer("period")
  }

  func value(update: Int, epoch: Int) -> Double {
    from + (to - from) * (Double(update % period) / Double(period))
  }

  var ends: (Double, Double) { (from, to) }
}
