/// The way from one value to another over a number of updates, which several schedules go each by their own law.
struct Ramp: Sendable {
  /// The value before the first update.
  let from: Double
  /// The value from update number ``updates`` on.
  let to: Double
  /// Updates from one end to the other.
  let updates: Int

  init(_ parameters: Parameters) {
    from = parameters.number("from")
    to = parameters.number("to")
    updates = parameters.integer("updates")
  }

  init(from: Double, to: Double, updates: Int) {
    self.from = from
    self.to = to
    self.updates = updates
  }

  /// The settings under the names that these schedules share; the values lie within `bounds`.
  static func parameters(within bounds: Bounds = .finite) -> [Parameter] {
    [
      .scheduledValue("from", bounds, summary: "Value before the first update."),
      .scheduledValue("to", bounds, summary: "Value from the last update of the schedule on."),
      Parameter("updates", .integer(Bounds(1, 1e9)), summary: "Updates from one end to the other."),
    ]
  }

  var ends: (Double, Double) { (from, to) }

  /// from + (to − from)·x.
  func line(_ fraction: Double) -> Double { from + (to - from) * fraction }

  /// to + (from − to)·(1 + cos(π·x))/2.
  func halfCosine(_ fraction: Double) -> Double {
    to + (from - to) * (1 + HalfTurn.cosine(fraction)) / 2
  }

  /// `from` before the first update and `to` from the last on, both exactly; between them `law` of the fraction done,
  /// kept within the two.
  func value(at update: Int, _ law: (_ fraction: Double) -> Double) -> Double {
    if update <= 0 { return from }
    if update >= updates { return to }
    return min(max(law(Double(update) / Double(updates)), min(from, to)), max(from, to))
  }
}
