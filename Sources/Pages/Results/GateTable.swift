import Running

/// What `gates.csv` says of gates and states, read once: over updates, of every run at its last update, and over steps.
struct GateTable {
  /// A gate or a state: `forget`, `cell`; with its layer where it is not the first.
  typealias Quantity = String
  /// A statistic of a gate or a state.
  struct Key: Hashable {
    let quantity: Quantity
    let statistic: String
  }
  /// A value with its row.
  struct Value {
    let value: Double
    let row: Int
  }
  /// A run.
  struct Run: Hashable {
    let cell: Int
    let replicate: Int
  }

  /// The gates and states, in the order of the table.
  private(set) var quantities: [Quantity] = []
  /// Statistics of all steps together over updates.
  private(set) var overUpdates: [Key: Curves] = [:]
  /// Statistics of single steps, at the last update that has them.
  private(set) var overSteps: [Key: Curves] = [:]
  /// What theory gives for them.
  private(set) var theory: [Key: Curves] = [:]
  /// Statistics of all steps together at the last update of every run.
  private(set) var last: [Key: [Run: Value]] = [:]
  /// How values are spread over twentieths of 0 to 1: sums over the runs of a cell by update, and the first row.
  private(set) var histograms: [Quantity: [Int: [Int: (shares: [Double], row: Int)]]] = [:]
  /// The steps of every run whose update was the last so far.
  private var stepUpdates: [Key: Int] = [:]
  /// The rows that were left out, if any.
  private(set) var passages: [Passage] = []

  /// Statistics that are drawn over updates.
  private static let followed: Set = ["absolute_gap", "half_life"]

  /// The table of a folder; `nil` where it has none.
  init?(_ folder: ResultsFolder, _ design: Design) throws {
    let columns = [
      "cell_id", "replicate", "update", "mode", "layer", "quantity", "step", "statistic", "value", "theory",
    ]
    guard var rows = try folder.rows(of: "gates", columns) else { return nil }
    let drawn = Array(Self.mode(folder).utf8)
    let (native, training) = (Array("native".utf8), Array("training".utf8))
    var (cellID, place): (String, Int?) = ("", nil)
    while try rows.next() {
      let statistic = rows.text(7)
      let isGap = statistic == "absolute_gap" && rows.holds(native, 3)
      guard isGap || rows.holds(drawn, 3) || rows.holds(training, 3), let value = rows.number(8),
        value.isFinite,
        let replicate = rows.integer(1), let update = rows.integer(2)
      else { continue }
      if !rows.holds(Array(cellID.utf8), 0) {
        cellID = rows.text(0)
        place = design.place(of: cellID)
      }
      guard let place else { continue }
      take(rows, Run(cell: place, replicate: replicate), update, statistic, value)
    }
    passages = ResultsFolder.cut(rows)
  }

  /// The mode whose gate values are shown: drawn ones where there are any.
  private static func mode(_ folder: ResultsFolder) -> String {
    guard let source = folder.comparison, let headline = source.headline else { return "sample" }
    let modes = source.scores.map(\.mode)
    return ["sample", "draw"].first { modes.contains($0) } ?? headline.mode
  }

  private mutating func take(
    _ rows: ResultRows, _ run: Run, _ update: Int, _ statistic: String, _ value: Double
  ) {
    let layer = rows.text(4)
    let quantity = layer.isEmpty || layer == "0" ? rows.text(5) : "\(rows.text(5)), layer \(layer)"
    if !quantities.contains(quantity) { quantities.append(quantity) }
    let key = Key(quantity: quantity, statistic: statistic)
    if let step = rows.integer(6) {
      if stepUpdates[key] != update {
        // A later update replaces an earlier one of the same run; other runs begin with their first again.
        if update >= stepUpdates[key] ?? 0 { forget(key) }
        stepUpdates[key] = max(update, stepUpdates[key] ?? 0)
      }
      guard update == stepUpdates[key] else { return }
      overSteps[key, default: Curves()].add(
        cell: run.cell, replicate: run.replicate, x: Double(step), y: value, row: rows.row)
      if let expected = rows.number(9) {
        theory[key, default: Curves()].add(
          cell: run.cell, replicate: run.replicate, x: Double(step), y: expected, row: rows.row)
      }
    } else if statistic.hasPrefix("bin_"), let bin = Int(statistic.dropFirst(4)), (0..<20).contains(bin) {
      let empty = (shares: [Double](repeating: 0, count: 20), row: rows.row)
      histograms[quantity, default: [:]][run.cell, default: [:]][update, default: empty].shares[bin] += value
      if bin == 0 || bin == 19 { last[key, default: [:]][run] = Value(value: value, row: rows.row) }
    } else {
      last[key, default: [:]][run] = Value(value: value, row: rows.row)
      if Self.followed.contains(statistic) {
        overUpdates[key, default: Curves()].add(
          cell: run.cell, replicate: run.replicate, x: Double(update), y: value, row: rows.row)
      }
    }
  }

  private mutating func forget(_ key: Key) {
    overSteps[key] = nil
    theory[key] = nil
  }
}
