public import Catalog
public import DataReading
public import RandomStreams
public import Sequences

/// Outbreaks by area: how many people of each area will be infectious some weeks ahead.
///
/// An example is an outbreak of its own in areas that the replicate keeps: each has a susceptibility σ ~ U(0.4, 1), and in half of the
/// outbreaks one area halves it on the way. Inputs of week t are the infectious people of every area, in tenths of its population, then
/// every area's σ as it is that week; targets are the infectious people of week w − 1 + h. Scores are in people.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i), as the model says; the susceptibilities come from the
/// stream (data key, `areas`). The training floors rest on the first 500 training examples.
public struct EpidemicTask: GeneratedTask {
  /// The catalog entry of `epidemic`.
  public static let description = KindDescription(
    "epidemic", summary: "Forecasts the infectious people of areas in an outbreak.",
    formula:
      "P(infection of one of area a) = 1 − Π_b (1 − σ_a·R·γ·m_ab/N)^I_b, P(recovery) = γ; I[t−w+1 … t], σ → I[t+h]",
    source: "chain of binomials: Abbey 1952; the areas are ours",
    parameters: [
      Parameter(
        "window", .integer(Bounds(1, 1_000)), default: .number(20), summary: "Weeks w that the network sees."),
      Parameter(
        "horizon", .integer(Bounds(1, 100)), default: .number(2),
        summary: "Weeks h from the last one seen to the target."),
    ] + EpidemicModel.parameters + GeneratedSplits.parameters)

  let model: EpidemicModel
  private let window: Int
  private let horizon: Int
  /// σ of each area; empty until a replicate draws it.
  private var susceptibility: [Double] = []
  /// Whether targets are people, not tenths of the population.
  private var predictsCounts = false
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    (window, horizon) = (parameters.integer("window"), parameters.integer("horizon"))
    model = EpidemicModel(parameters)
    splits = GeneratedSplits(parameters)
  }

  /// The task with the areas and outbreaks of one replicate.
  public func instance(dataKey: StreamKey) -> EpidemicTask {
    var task = self
    task.splits = splits.drawing(from: dataKey)
    var stream = RandomStream(dataKey.appending(.label("areas")))
    task.susceptibility = (0..<model.areas).map { _ in 0.4 + 0.6 * Double(stream.nextUniform()) }
    return task
  }

  /// Cases and susceptibilities in, cases out after the last week.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: 2 * model.areas, outputWidth: model.areas, target: predictsCounts ? .count : .real,
      placement: .last, maximumSteps: window)
  }

  /// By area, and by whether anybody is ill there in the week that is forecast.
  public var groupings: [TargetGrouping] {
    [
      TargetGrouping(TargetGrouping.series, labels: (1...model.areas).map { "area_\($0)" }) { $0.place },
      TargetGrouping("cases", labels: ["none", "some"]) { $0.target > 0 ? 1 : 0 },
    ]
  }

  /// `rmse`, `mae` and `pearson`, in people.
  public var metrics: [any Metric.Type] { NumberForecasts.metrics }

  /// Those, and what scores quantiles or distributions.
  public func metrics(for forecast: Forecast) -> [any Metric.Type] { NumberForecasts.metrics(for: forecast) }

  /// The same outbreaks with people as targets, for losses of counts.
  public func predicting(_ target: TargetKind) throws -> EpidemicTask? {
    guard target == .count else { return nil }
    var task = self
    task.predictsCounts = true
    return task
  }

  /// Of counts a tenth of the population.
  public var scales: [Double] {
    predictsCounts ? [Double](repeating: unit, count: model.areas) : []
  }

  /// People that 1 stands for in inputs and targets.
  private var unit: Double { Double(model.population) / 10 }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let (areas, count) = (model.areas, examples.count)
    batch.reset(steps: window, count: count)
    forEachOutbreak(examples, of: split) { row, outbreak in
      for week in 0..<window {
        let place = (week * count + row) * 2 * areas
        for area in 0..<areas {
          batch.inputs[place + area] = Float(Double(outbreak.cases[week][area]) / unit)
          batch.inputs[place + areas + area] = Float(outbreak.susceptibility[week][area])
        }
      }
      for (area, cases) in outbreak.cases[target].enumerated() {
        batch.targets[row * areas + area] = Float(predictsCounts ? Double(cases) : Double(cases) / unit)
      }
    }
  }

  /// The week of the targets.
  private var target: Int { window - 1 + horizon }

  private func forEachOutbreak(
    _ examples: [Int], of split: Split, _ body: (_ row: Int, _ outbreak: EpidemicModel.Outbreak) -> Void
  ) {
    splits.forEach(examples, of: split) { row, stream in
      body(
        row,
        model.outbreak(
          weeks: target + 1, onsets: window, susceptibility: susceptibility, from: &stream))
    }
  }

  /// Brings outputs and targets back to people.
  public func rescale(_ rows: inout ScoredRows, _ split: Split) {
    guard !predictsCounts else { return }
    for output in rows.outputs.indices { rows.outputs[output] *= unit }
    // Whole people, which Float32 has rounded.
    for row in rows.targets.indices { rows.targets[row] = (rows.targets[row] * unit).rounded() }
  }

  /// `persistence`: the last week seen. `training_mean`: each area's mean.
  public var floors: [Floor] { floors(for: .number) }

  /// The same; where distributions or quantiles are scored, with the spread of their errors over training, of counts cut at 0.
  public func floors(for forecast: Forecast) -> [Floor] {
    let (areas, training) = (model.areas, cases(Array(0..<500), .train))
    let means = (0..<areas).map { area in
      Double(training.reduce(0) { $0 + $1.then[area] }) / Double(training.count)
    }
    let last: Floor.Prediction = { rows, split in
      var examples: [Int] = []
      for example in rows.examples where example != examples.last { examples.append(example) }
      return cases(examples, split).flatMap { $0.now.map { Double($0) } }
    }
    func residuals(_ error: (_ now: Int, _ then: Int, _ area: Int) -> Double) -> [Residuals] {
      (0..<areas).map { area in Residuals(training.map { error($0.now[area], $0.then[area], area) }) }
    }
    func floor(_ mode: String, _ value: @escaping Floor.Prediction, _ residuals: [Residuals]) -> [Floor] {
      [Floor(mode, forecast: value)]
        + Floor.spread(mode, for: forecast, cutAt: predictsCounts ? 0 : -.infinity, value: value) {
          rows, row in residuals[rows.places[row]]
        }
    }
    return floor("persistence", last, residuals { now, then, _ in Double(then - now) })
      + floor(
        "training_mean", { rows, _ in rows.places.map { means[$0] } },
        residuals { _, then, area in Double(then) - means[area] })
  }

  /// The infectious people of some examples in the last week seen and in the week of the targets, by area.
  private func cases(_ examples: [Int], _ split: Split) -> [(now: [Int], then: [Int])] {
    var cases: [(now: [Int], then: [Int])] = []
    forEachOutbreak(examples, of: split) { _, outbreak in
      cases.append((now: outbreak.cases[window - 1], then: outbreak.cases[target]))
    }
    return cases
  }
}
