import Running

/// The units of one example, as `units.csv` has them of the first replicate of every cell.
struct UnitTable {
  /// What a picture is of.
  struct Key: Hashable {
    let cell: Int
    let layer: Int
    let quantity: String
  }

  /// A unit over the steps of the example.
  struct Unit {
    /// The value at each step.
    var values: [Double] = []
    /// The row of the table in which the first stands.
    let row: Int
  }

  /// The units of a picture, by their number.
  private(set) var units: [Key: [Unit]] = [:]
  /// The layers and quantities, in the order of the table.
  private(set) var quantities: [(layer: Int, quantity: String)] = []
  /// The part of the data, the mode and the example that are shown.
  private(set) var split = ""
  private(set) var mode = ""
  private(set) var example = ""
  /// Whether the table has further examples, readings or replicates.
  private(set) var hasMore = false
  /// Whether units or steps are left out.
  private(set) var isWider = false
  private(set) var passages: [Passage] = []

  /// Units and steps of a picture that are kept.
  static let most = (units: 64, steps: 256)

  private static let columns = [
    "cell_id", "replicate", "update", "split", "mode", "sample", "example", "layer", "quantity", "unit",
    "step",
    "value",
  ]

  /// What a folder has; `nil` where it has none.
  init?(_ folder: ResultsFolder, _ design: Design) throws {
    guard var rows = try folder.rows(of: "units", Self.columns) else { return nil }
    var (update, seen) = ("", Set<String>())
    while try rows.next() {
      if split.isEmpty {
        (split, mode, example) = (
          rows.text(3), folder.comparison?.headline?.mode ?? rows.text(4), rows.text(6)
        )
      }
      let isShown =
        rows.text(1) == "0" && rows.text(3) == split && rows.text(4) == mode && rows.text(6) == example
        && ["", "0"].contains(rows.text(5))
      if !isShown { hasMore = true }
      guard isShown, let cell = design.place(of: rows.text(0)),
        let layer = rows.integer(7), let unit = rows.integer(9), let step = rows.integer(10)
      else { continue }
      // Of a cell that was looked at more than once, the first time.
      if !seen.contains(rows.text(0)) {
        seen.insert(rows.text(0))
        update = rows.text(2)
      }
      guard rows.text(2) == update else { continue }
      take(Key(cell: cell, layer: layer, quantity: rows.text(8)), unit, step, rows)
    }
    if units.isEmpty { return nil }
    passages = ResultsFolder.cut(rows)
  }

  private mutating func take(_ key: Key, _ unit: Int, _ step: Int, _ rows: ResultRows) {
    guard !key.quantity.hasSuffix(".probability"), let value = rows.number(11) else { return }
    guard unit < Self.most.units, step < Self.most.steps else { return isWider = true }
    if !quantities.contains(where: { $0.layer == key.layer && $0.quantity == key.quantity }) {
      quantities.append((key.layer, key.quantity))
    }
    if units[key, default: []].count == unit { units[key, default: []].append(Unit(row: rows.row)) }
    if units[key]?.indices.contains(unit) == true { units[key]?[unit].values.append(value) }
  }
}
