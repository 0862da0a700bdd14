import Sluice

/// The share of predictions that are right to a tenth: the mean of 1[|y − t| ≤ 0.1].
struct HitRate: Metric {
  static let description = KindDescription(
    "hit_rate", summary: "The share of predictions that are right to a tenth.", formula: "Σ1[|y − t| ≤ 0.1]/N"
  )
  static let lowerIsBetter = false
  static let targets: [TargetKind] = [.real]

  private var (hits, count) = (0, 0)

  mutating func add(_ rows: ScoredRows) {
    rows.forEachPair { output, target in if abs(output - target) <= 0.1 { hits += 1 } }
    count += rows.targets.count
  }

  var value: Double? { count > 0 ? Double(hits) / Double(count) : nil }
}
