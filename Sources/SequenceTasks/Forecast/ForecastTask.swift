public import Catalog
public import Sequences

/// Forecasts the series of a CSV file some rows ahead.
///
/// An example is a target row j of its split: the inputs are the rows j−h−w+1 … j−h (window w, horizon h),
/// the target is row j, one step ahead of the last input for h = 1. Every row of a split is a target if w + h
/// − 1 rows lie before it; inputs may reach over a split's border, targets may not. With `series: joint` an
/// example has all C series in and out, and the examples are the target rows; with `shared` one series at a
/// time goes in and out, and example e is series e mod C of target row e div C. Networks see scaled values,
/// fitted on the training rows alone; scores are in the data's own units.
public struct ForecastTask: SequenceTask {
  /// The catalog entry of `forecast`.
  public static let description = KindDescription(
    "forecast", summary: "Forecasts the series of a CSV file some rows ahead.",
    formula: "x[j−h−w+1 … j−h] → x[j]",
    parameters: [
      Parameter("data", .file, summary: "CSV file with a header and one line for each time."),
      Parameter("window", .integer(Bounds(1, 100_000)), summary: "Rows w that the network sees."),
      Parameter(
        "horizon", .integer(Bounds(1, 100_000)), summary: "Rows h from the last one seen to the target."),
      Parameter(
        "split", .numbers(Bounds(0, 1, excludesMinimum: true, excludesMaximum: true), count: 3),
        default: .list([.number(0.5), .number(0.2), .number(0.3)]),
        summary: "Fractions of the rows for training, validation and test, in order of time; they sum to 1."),
      Parameter(
        "series", .choice(["joint", "shared"]), default: .text("joint"),
        summary: "All series in one network, or one series at a time with the same weights."),
      Parameter(
        "scaling", .choice(SeriesScaling.Rule.allCases.map(\.rawValue)), default: .text("standard"),
        summary: "Each series to mean 0 and deviation 1, or to 0 … 1, over the training rows."),
      Parameter(
        "date_column", .text, isOptional: true,
        summary: "The column of ISO 8601 dates; found by itself where its first cell is one."),
      Parameter(
        "columns", .texts, isOptional: true, summary: "The series to use; all but the dates where left out."),
      Parameter(
        "season", .integer(Bounds(1, 100_000)), default: .number(52),
        summary: "Rows in a season, for the seasonal naive floor."),
    ])

  /// The rows and what they are divided into.
  package let series: SeriesTable
  package let split: ChronologicalSplit
  /// One scaling for each series.
  package let scalings: [SeriesScaling]
  let window: Int
  let horizon: Int
  let season: Int
  private let isShared: Bool
  /// Numbers, scaled; or counts, as they are.
  private(set) var target = TargetKind.real
  /// Of counts, each series' mean over the training rows.
  public private(set) var scales: [Double] = []
  /// By series and by horizon.
  public let groupings: [TargetGrouping]
  /// The scaled values as networks see them, [rows, C].
  private let scaled: [Float]

  /// Reads and checks the file.
  ///
  /// - Throws: ``DataError`` for a bad file, a series without spread, a value that is too large or too few rows;
  ///   `ParameterError` for a column that is not there or fractions that do not sum to 1.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    let fractions = parameters.numbers("split")
    guard abs(fractions.reduce(0, +) - 1) <= 1e-9 else {
      throw ParameterError.notAdmissible(
        name: "split", found: parameters["split"]?.text ?? "", allowed: "three fractions that sum to 1")
    }
    let file = parameters.text("data")
    series = try SeriesTable(
      CSVTable(file: file, bytes: files.bytes(file)), dateColumn: parameters.optionalText("date_column"),
      chosen: parameters.optionalTexts("columns"))
    window = parameters.integer("window")
    horizon = parameters.integer("horizon")
    season = parameters.integer("season")
    isShared = parameters.text("series") == "shared"
    split = ChronologicalSplit(rowCount: series.rowCount, fractions: fractions)
    try ForecastTask.checkTargets(split, window: window, horizon: horizon, file: file)
    guard let rule = SeriesScaling.Rule(rawValue: parameters.text("scaling")) else {
      preconditionFailure("the description admits no other scaling")
    }
    groupings = Self.groupings(series.names, horizon: horizon, isShared: isShared)
    try series.checkMagnitudes()
    scalings = try ForecastTask.scalings(rule, of: series, over: split.rows(.train))
    scaled = try series.scaled(by: scalings)
  }

  /// One series, or all, in and out; the window's rows, and one target after them.
  public var shape: SequenceShape {
    let width = isShared ? 1 : series.names.count
    return SequenceShape(
      inputWidth: width, outputWidth: width, target: target, placement: .last, maximumSteps: window)
  }

  /// Target rows, times the series where they are `shared`.
  public var sizes: SplitSizes {
    func size(_ split: Split) -> Int { targets(split).count * examplesPerRow }
    return SplitSizes(train: size(.train), validation: size(.validation), test: size(.test))
  }

  /// `rmse`, `mae` and `pearson`, pooled over all rows and series, in the data's own units.
  public var metrics: [any Metric.Type] {
    [RootMeanSquaredError.self, MeanAbsoluteError.self, PearsonCorrelation.self]
  }

  /// Fills a batch with scaled windows and targets.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: window, count: examples.count)
    let rows = targets(split)
    for (b, example) in examples.enumerated() {
      let start = start(of: example, in: rows)
      for step in 0..<window {
        let lag = horizon + window - 1 - step
        copy(
          from: start - lag * series.names.count, to: &batch.inputs,
          at: (step * examples.count + b) * inputWidth)
      }
      if target == .count {
        for k in 0..<inputWidth { batch.targets[b * inputWidth + k] = Float(series.values[start + k]) }
      } else {
        copy(from: start, to: &batch.targets, at: b * inputWidth)
      }
    }
  }

  /// Copies the scaled values, [m], that begin at `start`.
  private func copy(from start: Int, to values: inout [Float], at place: Int) {
    for k in 0..<inputWidth { values[place + k] = scaled[start + k] }
  }

  /// Unscales outputs, and takes the targets from the file, where they are more exact than the network's.
  public func rescale(_ rows: inout ScoredRows, _ split: Split) {
    let targets = targets(split)
    for row in rows.targets.indices {
      let place = start(of: rows.examples[row], in: targets) + rows.places[row]
      rows.targets[row] = series.values[place]
      if target == .count { continue }
      let scaling = scalings[place % scalings.count]
      for output in rows.outputs(ofRow: row) { rows.outputs[output] = scaling.unscaled(rows.outputs[output]) }
    }
  }

  /// The same series with counts as targets: integers from 0, unscaled, in units of each series' mean over the training rows.
  ///
  /// - Throws: ``DataError`` at a value that is no count. A series of zeros has been refused with all that are constant.
  public func predicting(_ target: TargetKind) throws -> ForecastTask? {
    guard target == .count else { return nil }
    var counts = self
    counts.scales = try series.countMeans(over: split.rows(.train))
    counts.target = .count
    return counts
  }

  /// The rows that are targets in a split.
  package func targets(_ split: Split) -> Range<Int> {
    self.split.targets(split, reach: window + horizon - 1)
  }

  /// Where the values of an example's target begin in the table, its target rows being given.
  func start(of example: Int, in targets: Range<Int>) -> Int {
    let row = targets.lowerBound + example / examplesPerRow
    precondition(example >= 0 && targets.contains(row), "no such example")
    return row * series.names.count + example % examplesPerRow
  }

  private var examplesPerRow: Int { isShared ? series.names.count : 1 }
}
