import Running

/// `predictions.csv` as figures need it: the targets of some runs with what was forecast, and how often classes were taken for others.
struct Predictions {
  /// A number that was forecast.
  struct Forecast {
    let example: Int
    let date: String
    let target: Double
    let prediction: Double?
    /// 5, 25, 75 and 95 % of the rollouts.
    let quantiles: [Double]?
    /// The row of the table.
    let row: Int
  }
  /// What a curve of forecasts is of.
  struct Key: Hashable {
    let cell: Int
    let series: String
    let horizon: String
  }

  /// The forecasts of the first replicate of every cell, in the order of the table.
  private(set) var forecasts: [Key: [Forecast]] = [:]
  /// The series and the horizons, in the order of the table.
  private(set) var keys: [Key] = []
  /// How often a class (first index) was taken for another, by cell, over all replicates.
  private(set) var confusions: [Int: [[Int]]] = [:]
  /// The classes; empty where targets are no classes.
  private(set) var classes: [String] = []
  /// The part of the data and the mode that are shown.
  private(set) var split = ""
  private(set) var mode = ""
  private(set) var passages: [Passage] = []

  /// Forecasts of one run that are kept.
  private static let longest = 400
  private static let columns = [
    "cell_id", "replicate", "split", "mode", "example", "date", "series", "horizon", "target", "prediction",
    "q05", "q25",
    "q75", "q95",
  ]

  /// What a folder has; `nil` where it has none.
  init?(_ folder: ResultsFolder, _ design: Design) throws {
    guard var rows = try folder.rows(of: "predictions", Self.columns) else { return nil }
    let headline = folder.comparison?.headline
    var open: (key: [String], labels: [String], target: [Double], prediction: [Double]) = ([], [], [], [])
    var areClasses = true
    while try rows.next() {
      if split.isEmpty { (split, mode) = (rows.text(2), headline?.mode ?? rows.text(3)) }
      guard rows.text(2) == split, rows.text(3) == mode, let cell = design.place(of: rows.text(0)),
        let target = rows.number(8)
      else { continue }
      let series = rows.text(6)
      areClasses = areClasses && (target == 0 || target == 1) && !series.isEmpty
      if areClasses, let prediction = rows.number(9) {
        let key = [rows.text(0), rows.text(1), rows.text(4), rows.text(5), rows.text(7)]
        if key != open.key || open.labels.contains(series) {
          close(open, design)
          open = (key, [], [], [])
        }
        open.labels.append(series)
        open.target.append(target)
        open.prediction.append(prediction)
      }
      take(rows, cell, series, target)
    }
    close(open, design)
    if !areClasses || classes.count < 2 { (classes, confusions) = ([], [:]) }
    passages = ResultsFolder.cut(rows)
  }

  private mutating func take(_ rows: ResultRows, _ cell: Int, _ series: String, _ target: Double) {
    guard rows.text(1) == "0", let example = rows.integer(4) else { return }
    let key = Key(cell: cell, series: series, horizon: rows.text(7))
    if forecasts[key] == nil {
      guard keys.count < 200 else { return }
      keys.append(key)
    }
    guard forecasts[key, default: []].count < Self.longest else { return }
    let quantiles = (10...13).compactMap { rows.number($0) }
    forecasts[key, default: []].append(
      Forecast(
        example: example, date: rows.text(5), target: target, prediction: rows.number(9),
        quantiles: quantiles.count == 4 ? quantiles : nil, row: rows.row))
  }

  /// Counts the class that was the one, and that which had the largest probability.
  private mutating func close(
    _ open: (key: [String], labels: [String], target: [Double], prediction: [Double]), _ design: Design
  ) {
    guard open.labels.count > 1, open.target.reduce(0, +) == 1, let truth = open.target.firstIndex(of: 1),
      let largest = open.prediction.max(), let guess = open.prediction.firstIndex(of: largest),
      let cell = open.key.first.flatMap(design.place)
    else { return }
    for label in open.labels where !classes.contains(label) { classes.append(label) }
    guard classes.count <= 30, let row = classes.firstIndex(of: open.labels[truth]),
      let column = classes.firstIndex(of: open.labels[guess])
    else { return }
    let empty = [[Int]](repeating: [Int](repeating: 0, count: 30), count: 30)
    confusions[cell, default: empty][row][column] += 1
  }
}
