import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies

/// Two series of counts, each one and two steps ahead: small ones and large ones, as numbers or as counts, some of them masked.
struct TwoSeriesTask: SequenceTask {
  static let description = KindDescription(
    "two_series", summary: "Counts that rise and fall.", formula: "x[t−5 … t−1] → x[t], x[t+1]")

  private(set) var target = TargetKind.real
  private static let names = ["a", "b;c"]
  private static let means = [3.0, 40]

  init(_ parameters: Parameters, files _: borrowing FileReader) {}

  var shape: SequenceShape {
    SequenceShape(inputWidth: 2, outputWidth: 4, target: target, placement: .last, maximumSteps: 5)
  }
  var sizes: SplitSizes { SplitSizes(train: 40, validation: 12, test: 12) }
  var metrics: [any Metric.Type] { [RootMeanSquaredError.self, MeanSquaredError.self] }
  func metrics(for forecast: Forecast) -> [any Metric.Type] {
    switch forecast {
    case .counts: metrics + [LogScore.self, RankedProbabilityScore.self]
    case .quantiles: [PinballScore.self, WeightedIntervalScore.self, IntervalCoverage.self]
    default: metrics
    }
  }
  func predicting(_ target: TargetKind) -> TwoSeriesTask? {
    guard target == .count else { return nil }
    var other = self
    other.target = .count
    return other
  }
  var scales: [Double] { target == .count ? Self.means : [] }
  var groupings: [TargetGrouping] {
    [
      TargetGrouping("series", labels: Self.names) { $0.place % 2 },
      TargetGrouping("horizon", labels: ["1", "2"]) { $0.place / 2 },
    ]
  }

  /// A count that looks like chance around a wave.
  static func count(_ time: Int, _ series: Int) -> Double {
    let wave = Double([0, 1, 2, 3, 2, 1][time % 6]) / 1.5
    return (means[series] * (0.3 + 0.7 * wave) + Double((time * 7 + series) % 5) - 2).rounded().magnitude
  }

  var floors: [Floor] { floors(for: .number) }
  /// The value before, alone and with its errors over training; the training mean, of counts as a Poisson distribution.
  func floors(for forecast: Forecast) -> [Floor] {
    let last: Floor.Prediction = { rows, split in
      rows.targets.indices.map { row in
        Self.count(Self.first(split) + rows.examples[row] + 4, rows.places[row] % 2)
      }
    }
    let residuals = (0..<4).map { place in
      Residuals(
        (10..<50).map { Self.count($0 + 5 + place / 2, place % 2) - Self.count($0 + 4, place % 2) })
    }
    let isCount = if case .counts = forecast { true } else { false }
    let mean = Floor("training_mean", as: isCount ? .counts(PoissonDistribution.self) : nil) { rows, _ in
      rows.places.map { Self.means[$0 % 2] }
    }
    return [Floor("persistence", forecast: last)]
      + Floor.spread("persistence", for: forecast, cutAt: isCount ? 0 : -.infinity, value: last) {
        rows, row in
        residuals[rows.places[row]]
      } + [mean]
  }
  func date(_ split: Split, example: Int, place: Int) -> String? {
    "day \(Self.first(split) + example + 5 + place / 2)"
  }

  private static func first(_ split: Split) -> Int { [.validation: 60, .test: 80][split] ?? 10 }

  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: 5, count: examples.count)
    let first = Self.first(split)
    for (b, example) in examples.enumerated() {
      for step in 0..<5 {
        for series in 0..<2 {
          let count = Self.count(first + example + step, series) / Self.means[series] - 1
          batch.inputs[(step * examples.count + b) * 2 + series] = Float(count)
        }
      }
      for place in 0..<4 {
        let count = Self.count(first + example + 5 + place / 2, place % 2)
        let scale = target == .count ? 1 : Self.means[place % 2]
        batch.targets[b * 4 + place] = Float(count / scale)
        batch.mask[b * 4 + place] = (example + place) % 7 != 0
      }
    }
  }

  func rescale(_ rows: inout ScoredRows, _ split: Split) {
    guard target == .real else { return }
    for row in rows.targets.indices {
      let scale = Self.means[rows.places[row] % 2]
      rows.targets[row] *= scale
      for output in rows.outputs(ofRow: row) { rows.outputs[output] *= scale }
    }
  }

  /// A plan of an experiment with the task.
  static func plan(_ overrides: [String]) throws -> ExperimentPlan {
    let text = """
      schema: sluice/experiment/v1
      name: two-series
      kind: train
      seed: 7
      task: {kind: two_series}
      network: {hidden: 4}
      gates: {all: {kind: bernoulli}}
      training: {updates: 40, batch: 8, optimizer: {kind: adam, learning_rate: 0.02}}
      evaluation: {every: 20, modes: [native, sample, draw], samples: 4}

      """
    let experiment = try Experiment(
      ExperimentFile(name: "two-series.yaml", bytes: Array(text.utf8)), overrides: overrides,
      catalogs: ExperimentCatalogs(
        studies: .standard, tasks: try TaskCatalog().adding([.init(TwoSeriesTask.self)])))
    return try ExperimentPlan(experiment, files: FileReader { _ in [] })
  }
}
