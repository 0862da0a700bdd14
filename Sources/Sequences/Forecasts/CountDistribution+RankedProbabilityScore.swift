import Gating

extension CountDistribution {
  /// Adds up (F(k) − 1[k ≥ t])² over k.
  ///
  /// The sum begins where every member is 40 standard deviations below its mean, and ends where less than 10⁻¹⁰ of the mixture
  /// is left beyond the means. Members' probabilities go by their ratios: the absolute error is below
  /// 10⁻¹⁰·(1 + the standard deviation). From 2¹⁴ terms on, k moves in steps of at most 1/4096 of itself and 1/256 of the narrowest
  /// member's standard deviation, each for as many terms of the probability at its middle: the relative error is below 10⁻⁵.
  public static func rankedProbabilityScore(of count: Double, mixture: [Self]) -> Double {
    var walk = MixtureWalk(mixture)
    // Nothing lies below the start: a term is 1 from the count on.
    var score = count < walk.place ? walk.place - count : 0
    while !walk.isAtEnd {
      let distribution = walk.distribution
      let distance = walk.place >= count ? 1 - distribution : distribution
      score += walk.step * distance * distance
      walk.advance(stoppingAt: count)
    }
    // All of the mixture lies below: a term is 1 up to the count.
    return score + max(0, count - walk.place)
  }
}

/// A walk over the counts, with a mixture's distribution function.
private struct MixtureWalk<Member: CountDistribution> {
  private let members: [Member]
  private let share: Double
  private let narrowest: Double
  private let largestMean: Double
  private let start: Double
  /// The members' probabilities at the place or, of a step of several terms, at its middle.
  private var probabilities: [Double]
  /// P(X < place).
  private var below = 0.0
  /// The first count of the step.
  private(set) var place: Double
  /// How many counts the step stands for.
  private(set) var step = 1.0

  init(_ members: [Member]) {
    self.members = members
    share = 1 / Double(members.count)
    var (first, largest, narrowest) = (Double.infinity, 0.0, Double.infinity)
    for member in members {
      let deviation = member.variance.squareRoot()
      first = min(first, member.mean - 40 * deviation)
      largest = max(largest, member.mean)
      narrowest = min(narrowest, deviation)
    }
    start = max(0, first.rounded(.down))
    (place, largestMean, self.narrowest) = (start, largest, narrowest)
    probabilities = members.map { [start] in VectorMath.exp($0.logProbability(of: start)) }
  }

  private var mass: Double {
    var sum = 0.0
    for p in probabilities { sum += p }
    return share * sum
  }

  /// F at the middle of the step.
  var distribution: Double { below + mass * (step + 1) / 2 }

  /// Whether what is left is below 10⁻¹⁰.
  var isAtEnd: Bool {
    guard place > largestMean else { return false }
    var left = 0.0
    for (member, p) in zip(members, probabilities) {
      left += p / max(1e-12, 1 - member.ratio(after: place))
    }
    return !(share * left > 1e-10)
  }

  /// Goes to the next step, which ends before `limit` where it would pass it.
  mutating func advance(stoppingAt limit: Double) {
    below += mass * step
    let next = place + step
    var width = 1.0
    if next - start >= 16_384 {
      width = max(1, min(next / 4096, narrowest / 256).rounded(.down))
      if next < limit { width = min(width, limit - next) }
    }
    let isNext = step == 1 && width == 1
    for (index, member) in members.enumerated() {
      let p = probabilities[index]
      // A probability that has no digits left begins anew.
      probabilities[index] =
        isNext && p > 1e-280
        ? p * member.ratio(after: place)
        : VectorMath.exp(member.logProbability(of: next + (width - 1) / 2))
    }
    (place, step) = (next, width)
  }
}
