/// A number that changes while a network trains.
///
/// | schedule | value at update t, epoch e |
/// |---|---|
/// | constant | v |
/// | `linear` | from + (to − from)·(t/N), then `to` |
/// | `exponential` | from·(to/from)^(t/N), then `to`; both ends above 0 |
/// | `slope_annealed` | 1/min(cap, 1 + rate·e): a temperature whose slope grows by `rate` an epoch up to `cap` |
/// | `growing_slope` | min(cap, 1 + rate·e): that slope itself, for a setting that is one |
///
/// t counts the updates made so far, so the first update is made with exactly `from`, and every update from
/// number N (`updates`) on with exactly `to`. In between no value leaves the range of the two ends.
/// The power is exp((t/N)·(ln to − ln from)) with Sluice's own exp and log, which give the same bits on
/// every CPU; the C library's `pow` does not.
///
/// Source of the slope annealing: Chung, Ahn and Bengio 2017 (arXiv 1609.01704), with rate 0.04 and cap 5.
public struct Schedule: Sendable, Hashable {
  /// The form of a schedule with its settings.
  public enum Form: Sendable, Hashable {
    /// Always the same number.
    case constant(Double)
    /// A straight line from one number to another over so many updates.
    case linear(from: Double, to: Double, updates: Int)
    /// A constant ratio from each update to the next.
    case exponential(from: Double, to: Double, updates: Int)
    /// The reciprocal of a slope that grows by `rate` an epoch from 1 to `cap`.
    case slopeAnnealed(rate: Double, cap: Double)
    /// A slope that grows by `rate` an epoch from 1 to `cap`.
    case growingSlope(rate: Double, cap: Double)
  }

  /// The form, with settings that have been checked.
  public let form: Form

  /// A schedule whose settings have been checked by the parser.
  init(checked form: Form) {
    self.form = form
  }

  /// A number that stays as it is.
  public init(constant value: Double) {
    form = .constant(value)
  }

  /// Whether the value can change at all.
  public var isConstant: Bool {
    if case .constant = form { true } else { false }
  }

  /// The value after `update` updates of the parameters, in epoch `epoch`; both count from 0.
  public func value(update: Int, epoch: Int) -> Double {
    switch form {
    case .constant(let value): value
    case .linear(let from, let to, let updates):
      Self.between(from, to, update, updates) { from + (to - from) * $0 }
    case .exponential(let from, let to, let updates):
      Self.between(from, to, update, updates) {
        from * VectorMath.exp($0 * (VectorMath.log(to) - VectorMath.log(from)))
      }
    case .slopeAnnealed(let rate, let cap): 1 / annealedSlope(rate: rate, cap: cap, epoch: epoch)
    case .growingSlope(let rate, let cap): annealedSlope(rate: rate, cap: cap, epoch: epoch)
    }
  }

  /// The smallest and the largest value the schedule can take; the order is not defined.
  public var ends: (Double, Double) {
    switch form {
    case .constant(let value): (value, value)
    case .linear(let from, let to, _), .exponential(let from, let to, _): (from, to)
    case .slopeAnnealed(_, let cap): (1, 1 / cap)
    case .growingSlope(_, let cap): (1, cap)
    }
  }

  /// `from` before the first update, `to` from the last on, else `law` of the fraction done, kept between both.
  private static func between(
    _ from: Double, _ to: Double, _ update: Int, _ updates: Int, _ law: (Double) -> Double
  ) -> Double {
    if update <= 0 { return from }
    if update >= updates { return to }
    return min(max(law(Double(update) / Double(updates)), min(from, to)), max(from, to))
  }
}

/// The slope min(cap, 1 + rate·epoch) that slope annealing has reached in an epoch, counted from 0.
func annealedSlope(rate: Double, cap: Double, epoch: Int) -> Double {
  min(cap, 1 + rate * Double(epoch))
}
