public import Catalog
public import DataReading
public import RandomStreams
public import Sequences

/// A family of sequences to learn: examples by index, and as data how they are scored and what a score must beat.
///
/// An example is a pure function of its split and index (and, for generated tasks, of the replicate's data
/// key), so that batches can be formed in any order, on any thread. What is the same for all tasks is in extensions:
/// the addresses of noise (``load(_:_:examples:)``), scoring, floors (``floorScores(_:)``), the criterion. A task of
/// your own is one file.
public protocol SequenceTask: Sendable {
  /// The catalog entry: kind, rule, source, parameters.
  static var description: KindDescription { get }

  /// What is known of the task before its files are there; `nil`, the default, for nothing, and where it needs none.
  static var outline: TaskOutline? { get }

  /// Reads and checks what all replicates share, such as a data file.
  ///
  /// `files` reads a file named in the parameters.
  ///
  /// - Throws: `ParameterError` or `DataError`.
  init(_ parameters: Parameters, files: borrowing FileReader) throws

  /// Whether every replicate has its own data; false by default. Where false, tables say that replicates differ in
  /// seeds only.
  var isGenerated: Bool { get }

  /// The task as one replicate sees it; by default the same for all. Generated tasks draw their examples from
  /// `dataKey`.
  func instance(dataKey: StreamKey) -> Self

  /// The task with everything drawn that all replicates share, such as a split at random; by default the same.
  ///
  /// - Parameter key: the key of such draws, which the experiment's seed alone decides.
  /// - Throws: `DataError` where what was drawn cannot be used, as an input that is constant over training cannot be scaled.
  func drawn(from key: StreamKey) throws -> Self

  /// Widths, targets and the longest sequence.
  var shape: SequenceShape { get }

  /// How many examples each split has.
  var sizes: SplitSizes { get }

  /// The longest sequence of a split; by default that of all, as ``shape`` says.
  func longest(_ split: Split) -> Int

  /// Fills `batch` with the examples of these indices, in this order.
  ///
  /// Who runs a task calls ``load(_:_:examples:)``, which gives the noise its addresses too.
  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int])

  /// The metrics of this task, the first being its headline.
  var metrics: [any Metric.Type] { get }

  /// The same task with targets of another kind, such as unscaled counts in place of scaled numbers, for losses of such
  /// targets; by default none.
  ///
  /// - Throws: `DataError` where the data are no such targets.
  func predicting(_ target: TargetKind) throws -> Self?

  /// m_s, what one unit of an output stands for in each series: of counts the mean over training, above 0. By default
  /// empty: outputs are in the units of their targets.
  var scales: [Double] { get }

  /// Ways to sort target values into named groups, such as by `series` or by `horizon`; none by default.
  ///
  /// That by `class` comes by itself (``allGroupings``).
  var groupings: [TargetGrouping] { get }

  /// The metrics for forecasts of a form; by default ``metrics``.
  func metrics(for forecast: Forecast) -> [any Metric.Type]

  /// Brings outputs and targets to the units in which they are scored; by default they stay as the network sees them.
  func rescale(_ rows: inout ScoredRows, _ split: Split)

  /// Chance levels and naive forecasts, which stand beside the scores in the tables; none by default.
  var floors: [Floor] { get }

  /// The floors for forecasts of a form, which may score what numbers cannot; by default ``floors``.
  func floors(for forecast: Forecast) -> [Floor]

  /// Where an example lies in the data of a person; `nil`, the default, where examples are generated.
  func origin(_ split: Split, example: Int) -> ExampleOrigin?

  /// The date of a target value, as tables write it; `nil`, the default, where the data have no dates.
  func date(_ split: Split, example: Int, place: Int) -> String?

  /// When a run counts as solved; `nil` by default.
  var criterion: Criterion? { get }

  /// The classes of class targets, in the order of the network's outputs; by default none, and classes are known by their
  /// indices.
  var classes: [TargetClass] { get }

  /// What a network relies on that learned the task; nothing by default.
  ///
  /// Saved networks remember it, and are refused where the same name has another value.
  var assumptions: [NetworkAssumption] { get }

  /// What settings stand for once the data are read, by name, in place of them in the identity of a run; by default nothing.
  ///
  /// A file's name stands for its content, so that the same data written otherwise are the same runs. Without an entry of its
  /// own a file stands for its bytes.
  var identity: [String: ParameterValue] { get }

  /// What was found in the data, as `sluice plan` prints it; nothing by default.
  var findings: [Finding] { get }

  /// What must be known wherever scores are shown, in sentences; nothing by default.
  var caveats: [String] { get }
}

extension SequenceTask {
  /// Nothing is known.
  public static var outline: TaskOutline? { nil }
  /// That of all splits.
  public func longest(_ split: Split) -> Int { shape.maximumSteps }
  /// False: replicates differ in their seeds only.
  public var isGenerated: Bool { false }
  /// The same task: its data are one data set for all replicates.
  public func instance(dataKey: StreamKey) -> Self { self }
  /// The same task: nothing is drawn.
  public func drawn(from key: StreamKey) throws -> Self { self }
  /// ``metrics``.
  public func metrics(for forecast: Forecast) -> [any Metric.Type] { metrics }
  /// No other targets.
  public func predicting(_ target: TargetKind) throws -> Self? { nil }
  /// The units of the targets.
  public var scales: [Double] { [] }
  /// None.
  public var groupings: [TargetGrouping] { [] }
  /// Nothing: scores are in the units that the network sees.
  public func rescale(_ rows: inout ScoredRows, _ split: Split) {}
  /// None.
  public var floors: [Floor] { [] }
  /// ``floors``.
  public func floors(for forecast: Forecast) -> [Floor] { floors }
  /// None.
  public func origin(_ split: Split, example: Int) -> ExampleOrigin? { nil }
  /// None.
  public func date(_ split: Split, example: Int, place: Int) -> String? { nil }
  /// None.
  public var criterion: Criterion? { nil }
  /// None.
  public var classes: [TargetClass] { [] }
  /// None.
  public var assumptions: [NetworkAssumption] { [] }
  /// None.
  public var identity: [String: ParameterValue] { [:] }
  /// None.
  public var findings: [Finding] { [] }
  /// None.
  public var caveats: [String] { [] }
}

extension SequenceTask {
  /// Input width m.
  public var inputWidth: Int { shape.inputWidth }
  /// Symbols that a step can hold; 0 for numbers alone.
  public var symbols: Int { shape.symbols }
  /// Output width of the network.
  public var outputWidth: Int { shape.outputWidth }
  /// What the outputs are compared with.
  public var target: TargetKind { shape.target }
  /// Where targets stand.
  public var placement: TargetPlacement { shape.placement }
  /// The longest sequence.
  public var maximumSteps: Int { shape.maximumSteps }
  /// Examples in a split; `nil` for training examples that never run out.
  public func count(_ split: Split) -> Int? { sizes[split] }

  /// The names of the metrics, in order.
  public var metricNames: [String] { metrics.map { $0.name } }

  /// Fills `batch` with examples, and gives each the address of its noise.
  public func load(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    fill(&batch, split, examples: examples)
    precondition(batch.count == examples.count, "a batch of \(batch.count) for \(examples.count) examples")
    for (row, example) in examples.enumerated() { batch.sequences[row] = sizes.sequence(split, example) }
    addSeries(to: &batch, split, examples: examples)
  }

  /// How target values are sorted into series; `nil` where value j of every example is of series j.
  private var series: TargetGrouping? { groupings.first { $0.name == TargetGrouping.series } }

  /// Series, of which losses with learned constants have one each.
  public var seriesCount: Int { series?.labels.count ?? targetWidth }

  /// Gives each target value its series and, of counts, its scale.
  private func addSeries(to batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let scales = scales
    guard batch.keepsSeries || !scales.isEmpty else { return }
    let series = series
    for value in batch.targets.indices {
      let (row, place) = (value / targetWidth % batch.count, value % targetWidth)
      let target = Double(batch.targets[value])
      let index =
        series.map { $0.group(.init(split, example: examples[row], place: place, target: target)) } ?? place
      if batch.keepsSeries, series != nil { batch.series.append(index) }
      if !scales.isEmpty { batch.scales.append(scales[index]) }
    }
  }

  /// The names of the classes that a target value can be of, in the order of their indices: of classes without names the indices,
  /// of bits 0 and 1; empty for other targets.
  public var classNames: [String] {
    switch target {
    case .classIndex: classes.isEmpty ? (0..<outputWidth).map { String($0) } : classes.map(\.name)
    case .bits: ["0", "1"]
    case .real, .count: []
    }
  }

  /// The task's groupings and, of classes and bits, that by class.
  public var allGroupings: [TargetGrouping] { groupings + (classNames.isEmpty ? [] : [.classes(classNames)]) }

  /// Outputs for one target value: the classes, or 1.
  public var outputsPerTarget: Int { target == .classIndex ? outputWidth : 1 }

  /// Target values in a row.
  public var targetWidth: Int { outputWidth / outputsPerTarget }

  /// A batch of this task's widths, still without sequences.
  public var emptyBatch: TaskBatch {
    TaskBatch(inputWidth: inputWidth, targetWidth: targetWidth, placement: placement)
  }

  /// Rows of this task's target, still none.
  ///
  /// - Parameters:
  ///   - forecast: the form of the forecast; by default probabilities for classes, else a number.
  ///   - outputsPerTarget: numbers that are scored for a target value; by default the classes, or 1.
  public func emptyRows(_ forecast: Forecast? = nil, outputsPerTarget: Int? = nil) -> ScoredRows {
    ScoredRows(
      target: target, forecast: forecast, outputsPerTarget: outputsPerTarget ?? self.outputsPerTarget)
  }

  /// The blocks in which a finite split is scored.
  ///
  /// - Parameters:
  ///   - split: a split that ends.
  ///   - rollouts: K, the rollouts that are scored at once.
  ///   - outputsPerTarget: numbers that are scored for a target value; by default the classes, or 1.
  public func scoringBlocks(_ split: Split, rollouts: Int, outputsPerTarget: Int? = nil) -> ScoringBlocks {
    guard let count = count(split) else { preconditionFailure("\(split) has no end") }
    return ScoringBlocks(
      count: count,
      valuesPerExample: targetWidth * (outputsPerTarget ?? self.outputsPerTarget)
        * (placement == .every ? maximumSteps : 1),
      rollouts: rollouts)
  }

  /// Whether scores, in the order of ``metrics``, count as solved; `nil` where there is no criterion.
  public func isSolved(_ scores: [Double?]) -> Bool? {
    guard let criterion, let place = metrics.firstIndex(where: { $0 == criterion.metric }) else { return nil }
    return criterion.isMet(by: scores[place])
  }
}
