/// Shares of a score's variance that come from each of k random sources, and from their interactions.
///
/// A base pair is two independent draws, A and B, of every source, and a run for each of the 2ᵏ mixtures of them. With m ⊕ S for the
/// mixture that takes the sources of S from the other side than m does,
///
///     J(S) = ½ · mean over base pairs and mixtures m of (Y_m − Y_{m⊕S})²        Var Y = J(all sources)
///     closed(S) = 1 − J(sources outside S) / Var Y      what would be known of Y if the sources of S were known
///     total(S) = J(S) / Var Y                           what is left if all the others are known
///     interaction(S) = Σ over T ⊆ S of (−1)^{|S|−|T|} · closed(T)
///
/// These are Jansen's squared differences (Jansen 1999, "Analysis of variance designs for model output"; Saltelli et al. 2010) over the
/// whole design in place of a few columns of it. Σ over m of (Y_m − μ)(Y_{m⊕S} − μ) is the covariance that pick-freeze estimates, and
/// J differs from Var Y − Cov by nothing but the choice of μ; in differences every centre, that of all runs among them, gives the same
/// figure. So a source that a run does not draw from has shares of exactly 0, and one that alone matters has exactly 1. The
/// estimator that centres products by all runs (Monod et al. 2006; Janon et al. 2014) has neither property, and was not better at
/// 100 pairs in <doc:HonestFigures>. Shares of interactions can be below 0 by chance, as any unbiased estimate of a component of
/// variance can.
///
/// A base pair with a diverged run, or with an undefined score, is undefined; it is counted, and every share is then absent: what
/// the others would give is the variance of runs that happen not to diverge.
public struct VarianceShares: Sendable, Hashable {
  /// A share, with its 95 % interval.
  public struct Share: Sendable, Hashable {
    /// The share of the variance.
    public let value: Double
    /// The jackknife's interval over base pairs; `nil` below two pairs.
    public let interval: Interval?

    /// A share.
    public init(value: Double, interval: Interval?) {
      self.value = value
      self.interval = interval
    }
  }

  /// Number of sources k.
  public let sources: Int
  /// Base pairs, undefined ones included.
  public let pairs: Int
  /// Base pairs in which at least one run diverged.
  public let diverged: Int
  /// Base pairs in which none diverged and the score of at least one run is undefined.
  public let undefined: Int
  /// Var Y, unbiased; `nil` where shares are.
  public let variance: Double?

  /// J(S) of every base pair, by the set S; empty where shares are absent.
  private let halves: [[Double]]

  /// Takes in base pairs.
  ///
  /// - Parameters:
  ///   - sources: k, from 1.
  ///   - runs: for each base pair its 2ᵏ runs; bit j of a run's place says that it has source j from B.
  public init(sources: Int, _ runs: [[Outcome]]) {
    precondition(sources > 0 && runs.allSatisfy { $0.count == 1 << sources }, "a run for every mixture")
    self.sources = sources
    pairs = runs.count
    diverged = runs.count { $0.contains(.diverged) }
    undefined = runs.count { !$0.contains(.diverged) && $0.contains(.undefined) }
    guard !runs.isEmpty, runs.joined().allSatisfy(\.isFinite) else {
      (variance, halves) = (nil, [])
      return
    }
    // A power of two, which leaves every digit of a share as it is.
    let scale = Outcome.scale(Array(runs.joined()))
    let halves = runs.map { Self.halves($0.compactMap { $0.scaled(by: scale).value }) }
    let variance = compensatedSum(halves.map { $0[(1 << sources) - 1] }) / Double(runs.count)
    self.variance = variance / scale / scale
    self.halves = variance > 0 ? halves : []
  }

  /// The share of the sources of a set, a bit each, with the interactions among them; `nil` where Var Y is 0 or undefined.
  public func closed(_ set: Int) -> Share? {
    let (all, rest) = (full, full & ~set)
    return share { $0[all] - $0[rest] }
  }

  /// The share that the sources of a set have a part in, with their interactions with all others.
  public func total(_ set: Int) -> Share? { share { $0[set & full] } }

  /// The share of the interaction of exactly the sources of a set; of one source it is its closed share.
  public func interaction(_ set: Int) -> Share? {
    let (all, sources) = (full, (0..<sources).filter { set & 1 << $0 != 0 })
    return share { half in
      // Differences source by source, so that one that changes nothing leaves zeros.
      var values = (0...all).map { half[all] - half[all & ~$0] }
      for source in sources {
        values = values.indices.map { values[$0 | 1 << source] - values[$0 & ~(1 << source)] }
      }
      return values[set & all]
    }
  }

  /// All interactions together: what is left of 1 after the closed shares of the single sources.
  public var interactions: Share? {
    let (all, sources) = (full, sources)
    return share { half in
      // Interactions are 0 exactly where all but one source change nothing.
      let alone = (0..<sources).map { half[all] - half[all & ~(1 << $0)] }
      return half[all] - compensatedSum(alone)
    }
  }

  private var full: Int { (1 << sources) - 1 }

  /// J(S) of one base pair for every set S.
  private static func halves(_ scores: [Double]) -> [Double] {
    scores.indices.map { set in
      compensatedSum(
        scores.indices.map {
          let difference = scores[$0] - scores[$0 ^ set]
          return difference * difference
        }) / Double(2 * scores.count)
    }
  }

  /// The ratio of a sum over base pairs to that of their variances, with the interval of the delete-one jackknife.
  ///
  /// θ ± t_{.975,N−1}·s, s² = (N−1)/N·Σ(θ₍ᵢ₎ − θ̄)² (Tukey 1958; Efron and Stein 1981). Base pairs are independent and the runs
  /// of one are not, so pairs are left out whole. Percentiles of bootstrap samples cover less where pairs are few or scores are skewed.
  private func share(_ part: ([Double]) -> Double) -> Share? {
    guard !halves.isEmpty else { return nil }
    let parts = halves.map(part)
    let variances = halves.map { $0[full] }
    let (sum, all) = (compensatedSum(parts), compensatedSum(variances))
    let value = sum / all
    let left = zip(parts, variances).map { (sum - $0) / (all - $1) }
    guard pairs > 1, left.allSatisfy(\.isFinite), let deviation = Moments(left).standardDeviation else {
      return Share(value: value, interval: nil)
    }
    let error = deviation * Double(pairs - 1) / Double(pairs).squareRoot()
    let half = StudentT.quantile(StudentT.upperTail, degreesOfFreedom: Double(pairs - 1)) * error
    return Share(value: value, interval: Interval(value - half, value + half))
  }
}
