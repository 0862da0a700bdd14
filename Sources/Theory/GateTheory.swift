import Statistics

/// What theory says of a gate whose pre-activations do not depend on the state, at one step or over several.
///
/// Over the sequences and units seen, with the exact mean m and variance v of each gate given its pre-activation:
///
/// | statistic | theory |
/// |---|---|
/// | mean | mean of m |
/// | variance | mean of v + variance of m: within and between gates |
/// | open_rate | mean of q, the probability of a value above ½ |
/// | switching_rate | mean of the probability that a gate crosses ½ from one step to the next |
/// | dwell_on, dwell_off | expected steps with a successor over expected ends: 1/(1 − q) and 1/q where q is constant |
///
/// With draws of their own, successive gates are independent: on, then off has probability q(1 − q′). With one draw for
/// the whole sequence u < q and u ≥ q′ have max(0, q − q′).
package struct GateTheory {
  private var means = RunningMoments()
  private var variances = RunningMoments()
  private var openings = RunningMoments()
  private var on = (steps: 0.0, ends: 0.0)
  private var off = (steps: 0.0, ends: 0.0)

  /// Nothing seen yet.
  package init() {}

  /// Adds the units of one sequence at one step.
  ///
  /// - Parameters:
  ///   - means: m.
  ///   - variances: v.
  ///   - openings: q; `nil` where there is no closed form.
  package mutating func add(means: [Double], variances: [Double], openings: [Double]?) {
    self.means.add(means.span)
    self.variances.add(variances.span)
    if let openings { self.openings.add(openings.span) }
  }

  /// Adds the way of the same units from the step before.
  package mutating func addTransitions(from before: [Double], to after: [Double], isShared: Bool) {
    for (q, next) in zip(before, after) {
      on.steps += q
      off.steps += 1 - q
      on.ends += isShared ? max(0, q - next) : q * (1 - next)
      off.ends += isShared ? max(0, next - q) : (1 - q) * next
    }
  }

  /// Adds what was gathered elsewhere.
  package mutating func merge(_ other: GateTheory) {
    means.merge(other.means)
    variances.merge(other.variances)
    openings.merge(other.openings)
    on = (on.steps + other.on.steps, on.ends + other.on.ends)
    off = (off.steps + other.off.steps, off.ends + other.off.ends)
  }

  /// The theory of a statistic of `gates.csv`; `nil` where there is none.
  package subscript(statistic: String) -> Double? {
    switch statistic {
    case "mean": means.mean
    case "variance": means.variance.flatMap { between in variances.mean.map { $0 + between } }
    case "open_rate": openings.mean
    case "switching_rate": on.steps + off.steps > 0 ? (on.ends + off.ends) / (on.steps + off.steps) : nil
    case "dwell_on": on.ends > 0 ? on.steps / on.ends : nil
    case "dwell_off": off.ends > 0 ? off.steps / off.ends : nil
    default: nil
    }
  }
}
