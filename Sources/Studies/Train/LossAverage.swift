import Planning
import SequenceTasks
import Sequences
import Snapshots

/// What the batches since the last measurement cost on average: the rows of the mode `training` in `measurements.csv`.
struct LossAverage {
  /// What one batch cost: its loss, and auxiliary values such as a penalty.
  struct Costs {
    var loss: Double
    var beside: [(metric: String, value: Double)] = []

    var areFinite: Bool { loss.isFinite && beside.allSatisfy(\.value.isFinite) }
  }

  private var sums = Costs(loss: 0)
  private var count = 0

  /// Takes in the costs of one update; the same metrics every time.
  mutating func add(_ costs: Costs) {
    let before = sums.beside.map(\.value)
    sums.loss += costs.loss
    sums.beside = costs.beside.enumerated().map { index, cost in
      (cost.metric, (index < before.count ? before[index] : 0) + cost.value)
    }
    count += 1
  }

  /// The rows after so many updates, none where there was no batch; begins anew.
  mutating func report(after update: Int) -> [Measurement] {
    guard count > 0 else { return [] }
    defer { (sums, count) = (Costs(loss: 0), 0) }
    return ([("loss", sums.loss)] + sums.beside).map { metric, sum in
      Measurement(
        update: update, split: Split.train.rawValue, mode: "training", metric: metric,
        value: sum / Double(count))
    }
  }
}

extension LossAverage: Restorable {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(count)
    snapshot.write(sums.loss)
    snapshot.write(sums.beside.count)
    for cost in sums.beside {
      snapshot.write(cost.metric)
      snapshot.write(cost.value)
    }
  }

  mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    count = try snapshot.count()
    sums = Costs(loss: try snapshot.double())
    for _ in 0..<(try snapshot.count()) {
      sums.beside.append((metric: try snapshot.text(), value: try snapshot.double()))
    }
  }
}
