/// The mean and the variance of a gate whose first two moments are averages of sigmoids.
///
/// They are found in double precision whatever the slices hold, and rounded once.
struct SigmoidMoments {
  private let first: [(share: Double, average: SigmoidAverage)]
  private let second: [(share: Double, average: SigmoidAverage)]

  /// E[g | z] and E[g² | z].
  init(first: SigmoidAverage, second: SigmoidAverage) {
    self.first = [(1, first)]
    self.second = [(1, second)]
  }

  /// A gate that follows the one law with probability `share`, else the other.
  init(_ one: SigmoidMoments, share: Double, else other: SigmoidMoments) {
    first =
      one.first.map { (share * $0.share, $0.average) }
      + other.first.map { ((1 - share) * $0.share, $0.average) }
    second =
      one.second.map { (share * $0.share, $0.average) }
      + other.second.map { ((1 - share) * $0.share, $0.average) }
  }

  /// E[g | z], kept between 0 and 1.
  func mean<Scalar: GateScalar>(_ z: Span<Scalar>, into means: inout MutableSpan<Scalar>) {
    inDoubles(z, into: &means) { z, mean in
      for term in first { term.average.add(term.share, at: z, to: &mean) }
      for i in 0..<mean.count { mean[unchecked: i] = mean[unchecked: i].clippedToUnit }
    }
  }

  /// E[g² | z] − E[g | z]², at least 0.
  func variance<Scalar: GateScalar>(_ z: Span<Scalar>, into variances: inout MutableSpan<Scalar>) {
    inDoubles(z, into: &variances) { z, variance in
      var mean = [Double](repeating: 0, count: z.count)
      var means = mean.mutableSpan
      for term in first { term.average.add(term.share, at: z, to: &means) }
      for term in second { term.average.add(term.share, at: z, to: &variance) }
      for i in 0..<z.count {
        let excess = variance[unchecked: i] - mean[i] * mean[i]
        variance[unchecked: i] = excess < 0 ? 0 : excess
      }
    }
  }
}
