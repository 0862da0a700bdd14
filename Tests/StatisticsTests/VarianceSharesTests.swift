import RandomStreams
import Statistics
import Testing

/// Shares of variance against functions whose indices are known. The draws are addressed, so what passes once always passes.
@Suite struct VarianceSharesTests {
  /// Runs of base pairs of a function of k independent uniforms.
  static func runs(
    _ name: String, sources: Int, pairs: Int, _ function: ([Double]) -> Double
  ) -> [[Outcome]] {
    var stream = RandomStream(key("variance \(name)"))
    return (0..<pairs).map { _ in
      let sides = (0..<2).map { _ in (0..<sources).map { _ in stream.uniform() } }
      return (0..<1 << sources).map { mixture in
        .value(function((0..<sources).map { sides[mixture >> $0 & 1][$0] }))
      }
    }
  }

  static func shares(
    _ name: String, sources: Int, pairs: Int = 4000, _ function: ([Double]) -> Double
  ) -> VarianceShares {
    VarianceShares(sources: sources, runs(name, sources: sources, pairs: pairs, function))
  }

  /// Within 2.5 half widths of its interval, which is 4.9 standard errors, and near enough to say something.
  static func agrees(_ share: VarianceShares.Share?, _ truth: Double) -> Bool {
    guard let share, let interval = share.interval else { return false }
    let half = (interval.high - interval.low) / 2
    return abs(share.value - truth) <= 2.5 * half && half < 0.06
  }

  /// x₁, x₂, x₃ on (−π, π): sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ (Ishigami and Homma 1990); values by variance_reference.py.
  @Test func ishigami() {
    let shares = Self.shares("ishigami", sources: 3) { u in
      let x = u.map { (2 * $0 - 1) * .pi }
      let (s, t) = (sine(x[0]), sine(x[1]))
      return s + 7 * t * t + 0.1 * x[2] * x[2] * x[2] * x[2] * s
    }
    let closed = [0.3139051911, 0.4424111448, 0.7563163359, 0, 0.5575888553, 0.4424111448, 1]
    for (set, truth) in zip(1..., closed) where set < 7 {
      #expect(
        Self.agrees(shares.closed(set), truth), "closed \(set): \(String(describing: shares.closed(set)))")
    }
    #expect(shares.closed(7) == .init(value: 1, interval: Interval(1, 1)))
    let interactions = [3: 0, 5: 0.2436836641, 6: 0, 7: 0]
    for (set, truth) in interactions { #expect(Self.agrees(shares.interaction(set), truth), "\(set)") }
    for (set, truth) in [(1, 0.5575888553), (2, 0.4424111448), (4, 0.2436836641)] {
      #expect(Self.agrees(shares.total(set), truth), "total \(set)")
    }
    #expect(Self.agrees(shares.interactions, 0.2436836641))
    #expect(abs(shares.variance! / 13.844587940719538 - 1) < 0.05)
  }

  /// Π (|4x − 2| + a)/(1 + a), a = 0, 1, 4.5, 9 (Sobol' 1993); values by variance_reference.py.
  @Test func sobolG() {
    let a = [0, 1, 4.5, 9]
    let shares = Self.shares("g", sources: 4) { x in
      zip(x, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
    }
    let first = [0.7164929349, 0.1791232337, 0.0236857169, 0.0071649293]
    let total = [0.7873697011, 0.2422676004, 0.0343267445, 0.0104633847]
    for place in 0..<4 {
      #expect(Self.agrees(shares.closed(1 << place), first[place]), "first \(place)")
      #expect(Self.agrees(shares.total(1 << place), total[place]), "total \(place)")
    }
  }

  /// Of a sum every interaction is 0 up to rounding, and the closed share of a set is the sum of its parts.
  @Test func sum() {
    let shares = Self.shares("sum", sources: 3) { 3 * $0[0] + 2 * $0[1] + $0[2] }
    for (place, truth) in [9.0 / 14, 4.0 / 14, 1.0 / 14].enumerated() {
      #expect(Self.agrees(shares.closed(1 << place), truth))
      #expect(agree(shares.total(1 << place)?.value, shares.closed(1 << place)!.value, within: 1e-9))
    }
    for set in [3, 5, 6, 7] { #expect(abs(shares.interaction(set)!.value) < 1e-12) }
    #expect(abs(shares.interactions!.value) < 1e-12)
    #expect(agree(shares.closed(3)?.value, shares.closed(1)!.value + shares.closed(2)!.value, within: 1e-9))
  }

  /// x₁·x₂ of mean 0: nothing is known of it from either alone.
  @Test func product() {
    let shares = Self.shares("product", sources: 2, pairs: 8000) { ($0[0] - 0.5) * ($0[1] - 0.5) }
    for (set, truth) in [(1, 0.0), (2, 0)] { #expect(Self.agrees(shares.closed(set), truth)) }
    #expect(Self.agrees(shares.interaction(3), 1))
    for set in [1, 2] { #expect(Self.agrees(shares.total(set), 1)) }
  }

  /// A source without effect has shares of exactly 0, whatever the others do, and one that alone has an effect has exactly 1.
  @Test func sourcesWithoutEffectAreExact() {
    let shares = Self.shares("inert", sources: 4, pairs: 37) { $0[0] * 1e9 + $0[2] * $0[0] + 1e-3 / $0[2] }
    let zero = VarianceShares.Share(value: 0, interval: Interval(0, 0))
    for set in [0b0010, 0b1000, 0b1010] {
      #expect(shares.closed(set) == zero && shares.total(set) == zero)
    }
    for set in 1..<16 where set & 0b1010 != 0 { #expect(shares.interaction(set) == zero, "\(set)") }
    #expect(shares.closed(0b0111) == shares.closed(0b0101) && shares.total(0b0011) == shares.total(1))
    let alone = Self.shares("alone", sources: 3, pairs: 5) { $0[1] * $0[1] }
    #expect(alone.closed(2)?.value == 1 && alone.total(2)?.value == 1 && alone.interactions == zero)
  }

  /// Estimates of one base pair by the definition in covariances, every mixture against its partner.
  @Test(arguments: [0, 1e6]) func squaredDifferencesAreCovariances(offset: Double) {
    let runs = Self.runs("definition", sources: 3, pairs: 6) { offset + $0[0] * $0[1] + $0[2] }
    let shares = VarianceShares(sources: 3, runs)
    let scores = runs.map { $0.compactMap(\.value) }
    // Any centre gives the same.
    let mean = scores.joined().reduce(0, +) / 48
    func covariance(_ shared: Int) -> Double {
      var sum = 0.0
      for run in scores {
        for mixture in run.indices { sum += (run[mixture] - mean) * (run[mixture ^ 7 ^ shared] - mean) }
      }
      return sum
    }
    for set in 1..<8 {
      let expected = (covariance(set) - covariance(0)) / (covariance(7) - covariance(0))
      #expect(abs(shares.closed(set)!.value - expected) < 1e-9)
    }
    #expect(agree(shares.variance, (covariance(7) - covariance(0)) / 48, within: 1e-8))
  }

  /// Interactions of all sets add up to 1, and a total is the sum of those that it has a part in.
  @Test func sharesAddUp() {
    let shares = Self.shares("identities", sources: 4, pairs: 9) { ($0[0] + $0[1]) * ($0[2] - $0[3]) * $0[0] }
    #expect(agree((1..<16).reduce(0) { $0 + shares.interaction($1)!.value }, 1, within: 1e-9))
    for set in [1, 6] {
      let parts = (1..<16).filter { $0 & set != 0 }.reduce(0) { $0 + shares.interaction($1)!.value }
      #expect(agree(shares.total(set)?.value, parts, within: 1e-9))
    }
    let alone = (0..<4).reduce(0) { $0 + shares.closed(1 << $1)!.value }
    #expect(abs(shares.interactions!.value - (1 - alone)) < 1e-12)
  }

  /// The jackknife's interval covers a share of ½ between normal-like sums and one of skewed scores: of 1,000 intervals at 64 base pairs
  /// at least 910; a coverage of .95 falls below that with a chance of 10⁻⁸, one of .88 passes with a chance of 10⁻³.
  @Test func intervalsCover() {
    var hits = [0, 0]
    for repetition in 0..<1000 {
      var stream = RandomStream(key("coverage", repetition))
      let pairs: [[Double]] = (0..<64).map { _ in
        (0..<4).map { _ in (0..<4).reduce(0) { sum, _ in sum + stream.uniform() } - 2 }
      }
      func covers(_ truth: Double, _ function: (Double, Double) -> Double) -> Bool {
        let runs = pairs.map { z in
          (0..<4).map { Outcome.value(function(z[$0 & 1], z[2 + $0 >> 1])) }
        }
        return VarianceShares(sources: 2, runs).closed(1)!.interval!.contains(truth)
      }
      if covers(0.5, { $0 + $1 }) { hits[0] += 1 }
      // Var(x + x·y) with Var x = Var y = ⅓: ⅓ and ⅑.
      if covers(0.75, { $0 + $0 * $1 }) { hits[1] += 1 }
    }
    #expect(hits.allSatisfy { $0 >= 910 }, "\(hits)")
  }

  @Test func undefinedPairsAreCountedAndLeaveNothing() {
    var runs = Self.runs("undefined", sources: 2, pairs: 4) { $0[0] + $0[1] }
    runs[1][2] = .diverged
    runs[1][3] = .undefined
    runs[3][0] = .undefined
    let shares = VarianceShares(sources: 2, runs)
    #expect(shares.pairs == 4 && shares.diverged == 1 && shares.undefined == 1)
    #expect(shares.variance == nil && shares.closed(1) == nil && shares.total(1) == nil)
    #expect(shares.interaction(3) == nil && shares.interactions == nil)
    #expect(VarianceShares(sources: 1, []).variance == nil)
  }

  @Test func withoutVarianceThereAreNoShares() {
    let shares = Self.shares("constant", sources: 2, pairs: 3) { _ in 7 }
    #expect(shares.variance == 0 && shares.closed(1) == nil && shares.total(3) == nil)
  }

  @Test func onePairHasNoInterval() {
    let shares = Self.shares("one", sources: 2, pairs: 1) { $0[0] + $0[1] }
    #expect(shares.closed(1)?.value != nil && shares.closed(1)?.interval == nil)
  }

  /// Squares of such scores are beyond Float64.
  @Test func largeScores() {
    let runs = Self.runs("large", sources: 2, pairs: 5) { $0[0] + $0[1] * $0[0] }
    let large = runs.map { $0.map { Outcome.value($0.value! * 0x1p900) } }
    let (small, shares) = (VarianceShares(sources: 2, runs), VarianceShares(sources: 2, large))
    for set in 1...3 {
      #expect(small.closed(set) == shares.closed(set) && small.total(set) == shares.total(set))
    }
  }
}

/// sin x by its series, which needs no C library; good to 10⁻¹² on (−π, π).
private func sine(_ x: Double) -> Double {
  var (term, sum) = (x, x)
  for n in stride(from: 2.0, through: 40, by: 2) {
    term *= -x * x / (n * (n + 1))
    sum += term
  }
  return sum
}
