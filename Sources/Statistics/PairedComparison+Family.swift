extension PairedComparison {
  /// The same comparisons with Holm's adjustment over all of them as one family, and with what they show.
  ///
  /// In the tables the family is every candidate at every value of the other axes, on the declared `compare.metric`. A
  /// comparison with undefined scores has no p but counts among its family, so that an undefined score makes no other
  /// comparison easier; one without pairs does not.
  public static func adjusted(_ family: [PairedComparison]) -> [PairedComparison] {
    let size = size(of: family.map(\.pairs))
    return zip(family, holm(family.map(\.pValue), size: size)).map { comparison, adjusted in
      var comparison = comparison
      comparison.adjustedPValue = adjusted
      let verdict = ComparisonVerdict(
        isBetter: comparison.isBetter, adjustedPValue: adjusted, isEquivalent: comparison.isEquivalent)
      comparison.verdict = verdict
      if verdict == .undecided, let mean = comparison.meanDifference, let deviation = comparison.deviation {
        comparison.replicatesNeeded = ReplicatesNeeded.toDecide(
          pairs: comparison.pairs, mean: mean, deviation: deviation, comparisons: size,
          delta: comparison.equivalence)
      }
      return comparison
    }
  }

  /// The size m of a family, from the pairs of each comparison: those without pairs are not of it.
  public static func size(of pairs: [Int]) -> Int { pairs.count { $0 > 0 } }

  /// The comparison as one of another metric than the declared one, whose p decides nothing.
  public var explored: PairedComparison {
    var comparison = self
    comparison.verdict = .exploratory
    return comparison
  }
}
