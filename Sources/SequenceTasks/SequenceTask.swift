public import Catalog
public import RandomStreams
public import Sequences

/// A family of sequences to learn: examples by index, scores, and the floors that a score must beat.
///
/// An example is a pure function of its split and index (and, for generated tasks, of the replicate's data
/// key), so that batches can be formed in any order, on any thread.
public protocol SequenceTask: Sendable {
  /// The catalog entry: kind, rule, source, parameters.
  static var description: KindDescription { get }

  /// Reads and checks what all replicates share, such as a data file.
  ///
  /// `files` reads a file named in the parameters.
  ///
  /// - Throws: `ParameterError` or ``DataError``.
  init(_ parameters: Parameters, files: borrowing FileReader) throws

  /// The task as one replicate sees it. Generated tasks draw their examples from `dataKey`; file data are one
  /// data set for all replicates.
  func instance(dataKey: StreamKey) -> Self

  /// Whether every replicate has its own data. Where false, tables say that replicates differ in seeds only.
  var isGenerated: Bool { get }
  /// Input width m.
  var inputWidth: Int { get }
  /// Output width of the network.
  var outputWidth: Int { get }
  /// What the outputs are compared with.
  var target: TargetKind { get }
  /// Where targets stand.
  var placement: TargetPlacement { get }
  /// The longest sequence.
  var maximumSteps: Int { get }

  /// Examples in a split; `nil` for training examples that never run out.
  func count(_ split: Split) -> Int?

  /// Fills `batch` with the examples of these indices, in this order.
  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int])

  /// The metrics of this task, the first being its headline.
  var metrics: [Metric] { get }

  /// The metrics' values, in the order of ``metrics``, for predictions of all examples of a split.
  ///
  /// Predictions are outputs after the read-out's activation, one row of `outputWidth` for each target row:
  /// [count, outputWidth], or per example its steps for targets at every step.
  func score(_ split: Split, predictions: [Double]) -> [Double]

  /// Chance levels and naive forecasts: rows that stand beside the scores in the tables.
  func floors(_ split: Split) -> [Floor]

  /// Whether a score on this split counts as solved; `nil` where the task has no such criterion.
  func isSolved(_ split: Split, _ scores: [Double]) -> Bool?
}

/// A score's name and whether less or more of it is better.
public struct Metric: Sendable, Hashable {
  /// The name in tables, for instance `rmse`.
  public let name: String
  /// Whether smaller values are better.
  public let lowerIsBetter: Bool

  /// A metric.
  public init(_ name: String, lowerIsBetter: Bool) {
    self.name = name
    self.lowerIsBetter = lowerIsBetter
  }
}

/// A score reached without learning, under the `mode` that names it in the tables (`persistence`, `chance`,
/// …).
public struct Floor: Sendable, Hashable {
  /// The rule that reaches it.
  public let mode: String
  /// The metric's name.
  public let metric: String
  /// The score.
  public let value: Double

  /// A floor.
  public init(mode: String, metric: String, value: Double) {
    self.mode = mode
    self.metric = metric
    self.value = value
  }
}
