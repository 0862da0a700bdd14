import Gating

extension CountDistribution {
  /// Adds up (F(k) − 1[k ≥ t])² over k, for the whole mixture and for it without each part.
  ///
  /// The sum begins where every member is 40 standard deviations below its mean, and ends where less than 10⁻⁸ of any member
  /// is left beyond the means (10⁻¹⁴ where the count is still to come). Members' probabilities go by their ratios: the absolute
  /// error is below 10⁻¹⁰·(1 + the standard deviation). From 2¹⁴ terms on, k moves in steps of at most 1/4096 of itself and
  /// 1/256 of the narrowest member's standard deviation, each for as many terms of the probability at its middle: the relative
  /// error is below 10⁻⁵.
  public static func rankedProbabilityScores(of count: Double, mixture: [Self], parts: Int) -> [Double] {
    var walk = MixtureWalk(mixture, parts: parts)
    // Nothing lies below the start: a term is 1 from the count on.
    let before = count < walk.place ? walk.place - count : 0
    var scores = [Double](repeating: before, count: parts + 1)
    while !walk.isAtEnd(count) {
      walk.addSquares(count, to: &scores)
      walk.advance(stoppingAt: count)
    }
    // All of the mixture lies below: a term is 1 up to the count.
    let after = max(0, count - walk.place)
    return scores.map { $0 + after }
  }
}

/// A walk over the counts, with the distribution functions of a mixture and of it without each part.
private struct MixtureWalk<Member: CountDistribution> {
  private let members: [Member]
  private let narrowest: Double
  private let largestMean: Double
  private let start: Double
  /// Members in each part.
  private var sizes: [Double]
  /// The members' probabilities at the place or, of a step of several terms, at its middle.
  private var probabilities: [Double]
  /// Σ P_k(X < place) and Σ P_k(X = place) over all members, and over those of each part.
  private var below = 0.0
  private var mass = 0.0
  private var partsBelow: [Double]
  private var partsMass: [Double]
  /// The first count of the step.
  private(set) var place: Double
  /// How many counts the step stands for.
  private var step = 1.0

  init(_ members: [Member], parts: Int) {
    self.members = members
    var (first, largest, narrowest) = (Double.infinity, 0.0, Double.infinity)
    for member in members {
      let deviation = member.variance.squareRoot()
      first = min(first, member.mean - 40 * deviation)
      largest = max(largest, member.mean)
      narrowest = min(narrowest, deviation)
    }
    let start = max(0, first.rounded(.down))
    (self.start, place, largestMean, self.narrowest) = (start, start, largest, narrowest)
    probabilities = members.map { VectorMath.exp($0.logProbability(of: start)) }
    partsBelow = Array(repeating: 0, count: parts)
    partsMass = partsBelow
    sizes = partsBelow
    if parts > 0 { for index in members.indices { sizes[index % parts] += 1 } }
    addMass()
  }

  /// Σ P_k at the place.
  private mutating func addMass() {
    mass = 0
    for part in partsMass.indices { partsMass[part] = 0 }
    for (index, p) in probabilities.enumerated() {
      mass += p
      if !partsMass.isEmpty { partsMass[index % partsMass.count] += p }
    }
  }

  /// Adds the terms of the step, with F at its middle.
  func addSquares(_ count: Double, to scores: inout [Double]) {
    let (isBeyond, middle, all) = (place >= count, (step + 1) / 2, Double(members.count))
    func square(_ distribution: Double) -> Double {
      let distance = isBeyond ? 1 - distribution : distribution
      return step * distance * distance
    }
    scores[0] += square((below + mass * middle) / all)
    for part in sizes.indices {
      let (belowOthers, massOfOthers) = (below - partsBelow[part], mass - partsMass[part])
      scores[part + 1] += square((belowOthers + massOfOthers * middle) / (all - sizes[part]))
    }
  }

  /// Whether nothing to speak of is left of any member: its square counts from the count on, itself before it.
  func isAtEnd(_ count: Double) -> Bool {
    guard place > largestMean else { return false }
    let nothing = place < count ? 1e-14 : 1e-8
    for (member, p) in zip(members, probabilities)
    where !(p / max(1e-12, 1 - member.ratio(after: place)) <= nothing) {
      return false
    }
    return true
  }

  /// Goes to the next step, which ends before `limit` where it would pass it.
  mutating func advance(stoppingAt limit: Double) {
    below += mass * step
    for part in partsBelow.indices { partsBelow[part] += partsMass[part] * step }
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
    addMass()
  }
}
