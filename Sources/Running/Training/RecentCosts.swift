import SequenceTasks

/// What the batches since the last measurement cost on average: the rows of the mode `training` in `measurements.csv`.
struct RecentCosts {
  /// Of one batch: what it cost in which respect, in the order of the rows.
  typealias Costs = [(metric: String, value: Double)]

  private var sums: Costs = []
  private var count = 0

  /// Takes in the costs of one update; the same metrics every time.
  mutating func add(_ costs: Costs) {
    sums = count == 0 ? costs : zip(sums, costs).map { ($0.metric, $0.value + $1.value) }
    count += 1
  }

  /// The rows after so many updates, none where there was no batch; begins anew.
  mutating func report(after update: Int) -> [RunRecord.Measurement] {
    defer { (sums, count) = ([], 0) }
    return sums.map { metric, sum in
      RunRecord.Measurement(
        update: update, split: Split.train.rawValue, mode: "training", metric: metric,
        value: sum / Double(count))
    }
  }
}
