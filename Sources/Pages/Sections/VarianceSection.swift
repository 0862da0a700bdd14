import Drawing

/// What the spread of scores over seeds is due to.
enum VarianceSection: ReportSection {
  static let name = "variance"
  static let title = "Variance"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let design = folder.design, let shares = try VarianceTable(folder, design) else { return [] }
    var passages: [Passage] = []
    for (place, score) in shares.scores.enumerated() {
      let rows = shares.rows.filter { $0.score == score }
      let figure = VarianceFigure(
        name: place == 0 ? "variance" : "variance-\(place + 1)", score: score,
        rows: Array(rows.prefix(VarianceFigure.room)))
      passages.append(.figure(figure.figure))
      if rows.count > VarianceFigure.room {
        passages.append(
          .omission(
            "\(rows.count - VarianceFigure.room) of \(rows.count) shares are left out here; variance.csv has all."
          ))
      }
    }
    return passages + shares.passages
  }
}

/// The rows of `variance.csv` for single purposes.
struct VarianceTable {
  /// The shares of one purpose.
  struct Row {
    let score: String
    let cell: Int
    let name: String
    let purpose: String
    let alone: Double
    let interval: (low: Double, high: Double)?
    var total: Double?
    let number: Int
  }

  private(set) var rows: [Row] = []
  private(set) var scores: [String] = []
  private(set) var passages: [Passage] = []

  init?(_ folder: ResultsFolder, _ design: Design) throws {
    let columns = [
      "cell_id", "split", "mode", "metric", "purposes", "index", "share", "ci95_low", "ci95_high",
    ]
    guard var table = try folder.rows(of: "variance", columns) else { return nil }
    let (closed, total) = (Array("closed".utf8), Array("total".utf8))
    while try table.next() {
      let purpose = table.text(4)
      guard !purpose.contains("+"), let cell = design.place(of: table.text(0)), let share = table.number(6)
      else { continue }
      let score = "\(table.text(1)).\(table.text(2)).\(table.text(3))"
      if table.holds(closed, 5) {
        if !scores.contains(score) { scores.append(score) }
        let interval = table.number(7).flatMap { low in table.number(8).map { (low: low, high: $0) } }
        rows.append(
          Row(
            score: score, cell: cell, name: design.cells[cell].labels.joined(separator: ", "),
            purpose: purpose.replacing("_", with: " "), alone: share, interval: interval, number: table.row))
      } else if table.holds(total, 5) {
        let spoken = purpose.replacing("_", with: " ")
        let place = rows.firstIndex { $0.score == score && $0.cell == cell && $0.purpose == spoken }
        if let place { rows[place].total = share }
      }
    }
    passages = ResultsFolder.cut(table)
    if rows.isEmpty { return nil }
  }
}

/// Shares of single purposes with their intervals, cell by cell.
struct VarianceFigure {
  /// The most rows of one figure.
  static let room = 30

  let name: String
  let score: String
  let rows: [VarianceTable.Row]

  var figure: Figure {
    let rows = rows
    return Figure(
      name, title: "Shares of the variance of \(score)",
      description:
        "What the draws for one purpose explain of the variance over seeds by themselves, with 95 % intervals; small diamonds are their total shares, with all interactions. Where the two lie apart, draws work together.",
      table: FigureTable(
        ["cell", "draws for", "alone", "95 % interval", "total", "row of variance.csv"],
        rows: rows.map(Self.cells))
    ) { Self.draw(rows, $0) }
  }

  private static func cells(_ row: VarianceTable.Row) -> [String] {
    [
      row.name, row.purpose, Scale.brief(row.alone),
      row.interval.map { "\(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? "",
      row.total.map(Scale.brief) ?? "", "\(row.number)",
    ]
  }

  private static func draw(_ rows: [VarianceTable.Row], _ layout: Figure.Layout) -> Sketch {
    let em = layout.fontSize
    var sketch = Sketch(layout, height: em * (4.5 + 1.8 * Double(rows.count)))
    let values = rows.flatMap { row in
      [row.alone, row.total, row.interval?.low, row.interval?.high].compactMap { $0 }
    }
    let plot = Plot(
      in: &sketch, x: Plot.Axis(Scale(over: values + [0, 1], count: 4), "share of the variance"),
      y: Plot.Axis(names: rows.map { $0.name.isEmpty ? $0.purpose : "\($0.name): \($0.purpose)" }),
      isTopDown: true)
    plot.mark(0, "none", in: &sketch)
    for (place, row) in rows.enumerated() {
      let found = cells(row)
      let note =
        "\(row.name) \(row.purpose): alone \(found[2])" + (found[3].isEmpty ? "" : ", 95 % \(found[3])")
        + (found[4].isEmpty ? "" : ", total \(found[4])")
      let source = "variance.csv, row \(row.number)"
      if let interval = row.interval {
        plot.line(
          [(interval.low, Double(place)), (interval.high, Double(place))], .interval(row.cell), in: &sketch,
          note: note, source: source)
      }
      if let total = row.total {
        sketch.add(
          .marker(plot.place(total, Double(place)), .diamond, radius: em * 0.25), .remark, note: note,
          source: source)
      }
      plot.marker(
        row.alone, Double(place), series: row.cell, radius: em * 0.36, in: &sketch, note: note, source: source
      )
    }
    return sketch
  }
}
