/// The mean of a score over runs, update by update.
struct LearningCurve: Sendable {
  private var points: [(update: Int, sum: Double, count: Int)] = []

  /// The means in the order of the updates.
  var means: [Double] { points.map { $0.sum / Double($0.count) } }

  /// Takes in the score of a run after an update.
  mutating func add(_ value: Double, after update: Int) {
    var (low, high) = (points.last.map { $0.update < update } ?? true ? points.count : 0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].update < update { low = middle + 1 } else { high = middle }
    }
    if low < points.count, points[low].update == update {
      points[low].sum += value
      points[low].count += 1
    } else {
      points.insert((update, value, 1), at: low)
    }
  }
}
