/// A staircase down: the value is multiplied by a factor every so many updates, until it has reached its end.
///
/// max(to, from·factor^⌊t/every⌋) after t updates. The power is by repeated squaring, which gives the same bits on every
/// processor.
///
/// - Source: the learning rate of He, Zhang, Ren and Sun 2016 (arXiv 1512.03385), divided by 10 at each step.
public struct StepSchedule: Schedule {
  /// The catalog entry.
  public static let description = KindDescription(
    "step", summary: "A staircase down: multiplied by a factor every so many updates, until its end.",
    formula: "max(to, from·factor^⌊t/every⌋)", source: "He, Zhang, Ren and Sun 2016 (arXiv 1512.03385)",
    parameters: [
      .scheduledValue("from", .positive, summary: "Value before the first step down."),
      .scheduledValue("to", .positive, summary: "The last step: no value is below it."),
      Parameter(
        "factor", .number(Bounds(0, 1, excludesMinimum: true, excludesMaximum: true)), default: .number(0.1),
        summary: "What each step multiplies the value by."),
      Parameter("every", .integer(Bounds(1, 1e9)), summary: "Updates from one step to the next."),
    ])

  private let from, to, factor: Double
  private let every: Int

  /// Reads `from`, `to`, `factor` and `every`.
  ///
  /// - Throws: `ParameterError` where the end is above the start.
  public init(_ parameters: Parameters) throws(ParameterError) {
    from = parameters.number("from")
    to = parameters.number("to")
    factor = parameters.number("factor")
    every = parameters.integer("every")
    guard to <= from else { throw .conflict(names: ["from", "to"], reason: "a staircase goes down") }
  }

  /// The value after `update` updates.
  public func value(update: Int, epoch: Int) -> Double {
    max(to, from * Self.power(factor, max(0, update) / every))
  }

  /// `from` and `to`.
  public var ends: (Double, Double) { (from, to) }

  /// baseⁿ by repeated squaring.
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (power, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { power *= square }
      square *= square
      rest >>= 1
    }
    return power
  }
}
