public import Catalog
public import DataReading
public import Sequences

/// Forecasts series of a file some rows ahead.
///
/// An example sees w rows of all series (the window), and its targets are the rows h after the last of them, for each horizon h
/// and each target series. Every row of a split is a target if w + h − 1 rows lie before it; inputs may reach over a split's
/// border, targets may not. With `series: joint` an example has all series in and all targets out; with `shared` one target
/// series at a time goes in and out, beside the series that are inputs alone. Networks see scaled values, fitted on
/// the observed training values alone; scores are in the data's own units. Values that the file lacks are filled as
/// inputs, and never count as targets.
public struct ForecastTask: SequenceTask {
  /// The catalog entry of `forecast`.
  public static let description = KindDescription(
    "forecast", summary: "Forecasts series of a file some rows ahead.",
    formula: "x[i−w+1 … i] → x[i+h]",
    parameters: [
      Parameter(
        "data", .file, example: .text("series.csv"),
        summary: "A table with one line for each time; see 'read' for other forms."),
      ReadSettings.parameter,
    ] + FillRule.parameters + [
      Parameter(
        "window", .integer(Bounds(1, 100_000)), example: .number(20),
        summary: "Rows w that the network sees."),
      Parameter(
        "horizon", .either([.integer(Bounds(1, 100_000)), .risingIntegers(Bounds(1, 100_000))]),
        summary: "Rows h from the last one seen to the target, or a list of them, with an output each."),
      Parameter(
        "split", .numbers(Bounds(0, 1, excludesMinimum: true, excludesMaximum: true), count: 3),
        default: .list([.number(0.5), .number(0.2), .number(0.3)]),
        summary: "Fractions of the rows for training, validation and test, in order of time; they sum to 1."),
      Parameter(
        "series", .choice(["joint", "shared"]), default: .text("joint"),
        summary: "All series in one network, or one target series at a time with the same weights."),
      Parameter(
        "scaling", .choice(SeriesScaling.Rule.allCases.map(\.rawValue)), default: .text("standard"),
        summary: "Each series to mean 0 and deviation 1, or to 0 … 1, over the training rows."),
      Parameter(
        "date_column", .cell, isOptional: true, identifiesRuns: false,
        summary: "The column of dates; found by itself where its first cell is one beyond doubt."),
      Parameter(
        "columns", .cells, isOptional: true, identifiesRuns: false,
        summary: "The series to use, in this order; all but the dates where left out."),
      Parameter(
        "targets", .cells, isOptional: true,
        summary: "The series to predict; all where left out. The others are inputs alone."),
      Parameter(
        "season", .either([.integer(Bounds(1, 100_000)), .choice(["auto", "none"])]), default: .text("auto"),
        summary:
          "Rows in a season, for the seasonal naive floor; auto: from the dates' spacing, 52 weekly, 12 monthly, 7 daily, 24 hourly."
      ),
    ])

  /// Errors of numbers.
  public static let outline: TaskOutline? = TaskOutline(RootMeanSquaredError.self)

  /// The rows and what they are divided into.
  package let series: SeriesTable
  let examples: ForecastExamples
  /// The mean of each series over its observed training values.
  private(set) var trainingMeans: [Double] = []
  /// One scaling for each series.
  package let scalings: [SeriesScaling]
  /// Rows in a season; `nil` where there is none.
  package let season: Int?
  /// The scaled values as networks see them, [rows, C].
  private let scaled: [Float]
  private let isSeasonFound: Bool
  /// Whether targets are unscaled counts.
  var predictsCounts = false
  /// Of counts each target series' mean over the observed training values; else nothing.
  public internal(set) var scales: [Double] = []
  /// By target series, and by horizon.
  public let groupings: [TargetGrouping]

  /// Reads and checks the file.
  ///
  /// - Throws: `DataError` for a file that cannot be understood with certainty, a series without spread, a value that is too
  ///   large or too few rows; `ParameterError` for a column that is not there or fractions that do not sum to 1.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    let fractions = try parameters.fractions("split")
    series = try SeriesTable(
      SeriesRequest(
        file: parameters.text("data"), read: ReadSettings(parameters["read"]), fill: FillRule(parameters),
        columns: parameters.optionalTexts("columns"), dateColumn: parameters.optionalText("date_column")),
      files: files)
    examples = ForecastExamples(
      split: ChronologicalSplit(rowCount: series.rowCount, fractions: fractions),
      window: parameters.integer("window"),
      horizons: parameters.optionalNumbers("horizon")?.map { Int($0) } ?? [parameters.integer("horizon")],
      seriesCount: series.names.count, targets: try Self.targets(parameters, of: series),
      isShared: parameters.text("series") == "shared")
    try Self.checkTargets(examples, file: series.file)
    isSeasonFound = parameters.optionalText("season") == "auto"
    season = isSeasonFound ? series.spacing?.season : parameters.optionalInteger("season")
    scalings = try Self.scalings(
      parameters.choice("scaling"), of: series, over: examples.split.rows(.train))
    scaled = try series.scaled(by: scalings)
    groupings = Self.groupings(examples, names: series.names)
    trainingMeans = series.names.indices.map { trainingMean(of: $0) }
  }

  /// What goes in and out of a network; the window's rows, and the targets after them.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: examples.inputWidth, outputWidth: examples.targetWidth,
      target: predictsCounts ? .count : .real, placement: .last, maximumSteps: examples.window)
  }

  /// Rows that have targets, times the target series where they are `shared`.
  public var sizes: SplitSizes {
    SplitSizes(
      train: examples.count(.train), validation: examples.count(.validation), test: examples.count(.test))
  }

  /// `rmse`, `mae` and `pearson`, pooled over all targets, in the data's own units.
  public var metrics: [any Metric.Type] { NumberForecasts.metrics }

  /// The data as they were read, in place of the file and of how it lies, and the season.
  public var identity: [String: ParameterValue] {
    let horizons = examples.horizons.map { ParameterValue.number(Double($0)) }
    return [
      "data": .text("sha256:\(series.digest)"),
      "season": season.map { .number(Double($0)) } ?? .text("none"),
      "horizon": horizons.count == 1 ? horizons[0] : .list(horizons),
    ]
  }

  /// Fills a batch with scaled windows and targets; filled values do not count as targets.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples indices: [Int]) {
    let targetWidth = examples.targetWidth
    batch.reset(steps: examples.window, count: indices.count)
    let rows = examples.rows(split)
    var inputs = batch.inputs.mutableSpan
    for (b, example) in indices.enumerated() {
      let first = examples.origin(example, in: rows) - examples.window + 1
      if examples.isShared {
        copyWindow(from: first, columns: examples.inputs(example), to: &inputs, row: b, of: indices.count)
      } else {
        copyWindow(from: first, to: &inputs, row: b, of: indices.count)
      }
    }
    if batch.keepsPrecision { fillPrecise(&batch, rows, indices) }
    for (b, example) in indices.enumerated() {
      for k in 0..<targetWidth {
        let place = examples.place(k, of: example, in: rows)
        batch.targets[b * targetWidth + k] = predictsCounts ? Float(series.values[place]) : scaled[place]
        if let observed = series.observed { batch.mask[b * targetWidth + k] = observed[place] }
      }
    }
  }

  /// Scales the windows of some examples without rounding to Float32.
  private func fillPrecise(_ batch: inout TaskBatch, _ rows: Range<Int>, _ indices: [Int]) {
    let width = examples.seriesCount
    let all = Array(0..<width)
    batch.preciseInputs.reserveCapacity(batch.inputs.count)
    for step in 0..<examples.window {
      for example in indices {
        let row = examples.origin(example, in: rows) - examples.window + 1 + step
        for column in examples.isShared ? examples.inputs(example) : all {
          batch.preciseInputs.append(scalings[column].scaled(series.values[row * width + column]))
        }
      }
    }
  }

  /// Copies all series over a window to row `b` of inputs [w, B, C].
  private func copyWindow(from first: Int, to inputs: inout MutableSpan<Float>, row b: Int, of count: Int) {
    let (scaled, width) = (scaled.span, examples.seriesCount)
    precondition(first >= 0 && (first + examples.window) * width <= scaled.count, "a window beyond the table")
    precondition(inputs.count == examples.window * count * width, "inputs of another shape")
    for step in 0..<examples.window {
      let (from, to) = ((first + step) * width, (step * count + b) * width)
      // Sums of places within both; unchecked, so that several values are copied at once.
      for k in 0..<width { inputs[unchecked: to &+ k] = scaled[unchecked: from &+ k] }
    }
  }

  /// Copies some series over a window to row `b` of inputs [w, B, columns].
  private func copyWindow(
    from first: Int, columns: [Int], to inputs: inout MutableSpan<Float>, row b: Int, of count: Int
  ) {
    for step in 0..<examples.window {
      let (from, to) = ((first + step) * examples.seriesCount, (step * count + b) * columns.count)
      for (k, column) in columns.enumerated() { inputs[to + k] = scaled[from + column] }
    }
  }

  /// Unscales outputs, which of counts never were scaled, and takes the targets from the file, where they are more exact than the network's.
  public func rescale(_ rows: inout ScoredRows, _ split: Split) {
    let targetRows = examples.rows(split)
    for row in rows.targets.indices {
      let place = examples.place(rows.places[row], of: rows.examples[row], in: targetRows)
      rows.targets[row] = series.values[place]
      if predictsCounts { continue }
      let scaling = scalings[place % scalings.count]
      for output in rows.outputs(ofRow: row) { rows.outputs[output] = scaling.unscaled(rows.outputs[output]) }
    }
  }

  /// The rows that are targets of the farthest horizon in a split.
  package func targets(_ split: Split) -> Range<Int> { examples.rows(split) }
}

extension ForecastTask {
  /// What was found in the file, the borders of the splits and the season.
  public var findings: [Finding] {
    let splits = Split.allCases.map { split in
      let rows = examples.split.rows(split)
      return "\(split.rawValue) \(rows.count) rows from \(series.label(ofRow: rows.lowerBound))"
    }
    let origin = isSeasonFound ? "found" : "as said"
    let season = self.season.map { "\($0) rows (\(origin))" } ?? "none (\(origin)): no seasonal_naive floor"
    return series.findings + [Finding("split", splits.joined(separator: ", ")), Finding("season", season)]
  }

  /// Inputs that were interpolated know the future.
  public var caveats: [String] {
    guard series.looksAhead else { return [] }
    return [
      "The inputs look into the future: missing values of \(series.file) are interpolated between those before and after them."
    ]
  }

  /// The columns that are predicted.
  private static func targets(_ parameters: Parameters, of series: SeriesTable) throws(ParameterError)
    -> [Int]
  {
    guard let names = parameters.optionalTexts("targets") else { return Array(series.names.indices) }
    guard !names.isEmpty else {
      throw .notAdmissible(name: "targets", found: "empty", allowed: "a list of series")
    }
    let places = Dictionary(
      series.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var targets: [Int] = []
    var seen: Set<Int> = []
    for name in names {
      guard let index = places[name] else {
        let list = series.names.prefix(60).joined(separator: ", ") + (series.names.count > 60 ? ", …" : "")
        throw .notAdmissible(
          name: "targets", found: "'\(name)'\(NearestName.hint(for: name, among: series.names))",
          allowed: "a series that is read: \(list)")
      }
      guard seen.insert(index).inserted else {
        throw .notAdmissible(name: "targets", found: "'\(name)' twice", allowed: "each series once")
      }
      targets.append(index)
    }
    return targets
  }
}
