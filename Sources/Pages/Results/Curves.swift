import Statistics

/// Values of runs over something that rises: updates, steps, lengths. Every run has a curve, and every series their mean with its interval.
struct Curves {
  /// One value of a run.
  struct Value: Hashable {
    let x: Double
    let y: Double
    /// The row of the table.
    let row: Int
  }
  /// The values of a run, in the order of the table.
  struct Run {
    let cell: Int
    let replicate: Int
    var values: [Value]
  }
  /// The mean of all runs of a cell at one place.
  struct Mean {
    let x: Double
    let mean: Double
    let interval: Interval?
    let count: Int
    /// The first row that it is a mean of.
    let row: Int
  }

  /// The runs, in the order of the table.
  private(set) var runs: [Run] = []
  private var places: [[Int]: Int] = [:]

  /// Adds a value to the curve of a run.
  mutating func add(cell: Int, replicate: Int, x: Double, y: Double, row: Int) {
    // Rows of one run stand together.
    if let last = runs.last, last.cell == cell, last.replicate == replicate {
      return runs[runs.count - 1].values.append(Value(x: x, y: y, row: row))
    }
    let key = [cell, replicate]
    if let place = places[key] { return runs[place].values.append(Value(x: x, y: y, row: row)) }
    places[key] = runs.count
    runs.append(Run(cell: cell, replicate: replicate, values: [Value(x: x, y: y, row: row)]))
  }

  /// Whether some run has a curve of more than one value.
  var areLines: Bool { runs.contains { $0.values.count > 1 } }

  /// Whether every value is the same but for rounding: there is nothing to see.
  var areConstant: Bool {
    let values = runs.flatMap { $0.values.map(\.y) }
    guard let low = values.min(), let high = values.max() else { return true }
    return high - low <= 1e-9 * max(1, abs(high))
  }

  /// The mean over the runs of a cell; where a run is not finite there is none.
  func mean(of cell: Int) -> [Mean] {
    var byPlace: [Double: [Value]] = [:]
    for run in runs where run.cell == cell {
      for value in run.values { byPlace[value.x, default: []].append(value) }
    }
    return byPlace.keys.sorted().compactMap { x in
      guard let values = byPlace[x], values.allSatisfy({ $0.y.isFinite }) else { return nil }
      let moments = Moments(values.map(\.y))
      return moments.mean.map {
        Mean(x: x, mean: $0, interval: StudentT.interval(moments), count: values.count, row: values[0].row)
      }
    }
  }

  /// At most so many places of a curve, evenly spaced, the last among them.
  static func thinned<Value>(_ values: [Value], to count: Int = 80) -> [Value] {
    guard values.count > count else { return values }
    return (0..<count).map { values[$0 * (values.count - 1) / (count - 1)] }
  }
}
