public import Catalog
public import RandomStreams
public import Sequences

/// The one-gate problem: one step, a constant input of 1, and a number to hit.
///
/// A network of one unit whose read-out shows one gate, y = g, has the loss f(g) = (g − t)²: the smallest problem that
/// tells gradient estimators apart, with everything about them known in closed form. `variant: noaf`, an input gate and
/// a candidate that saturate at 1, and read-out weight 1 make y = o; the output gate's bias is then the logit. The task
/// is there to be certified; a network that trains on it learns one number.
///
/// All examples are the same. t is rounded to single precision, as all targets are.
public struct OneGateTask: SequenceTask {
  /// The catalog entry of `one_gate`.
  public static let description = KindDescription(
    "one_gate",
    summary: "Hits one number after one step: f(g) = (g − target)² where the read-out shows one gate.",
    formula: "x = 1, y → target", source: "Tucker et al. 2017 (arXiv 1703.07370), with other targets",
    parameters: [
      Parameter("target", .number(.finite), default: .number(0.45), summary: "The number t.")
    ])

  /// The number to hit.
  public let number: Float

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    number = Float(parameters.number("target"))
  }

  /// The same task: nothing is drawn.
  public func instance(dataKey: StreamKey) -> Self { self }

  /// False: all replicates have the one example.
  public var isGenerated: Bool { false }
  /// The constant.
  public var inputWidth: Int { 1 }
  /// The number.
  public var outputWidth: Int { 1 }
  /// A number.
  public var target: TargetKind { .real }
  /// After the one step.
  public var placement: TargetPlacement { .last }
  /// One.
  public var maximumSteps: Int { 1 }
  /// `mse`.
  public var metrics: [Metric] { [Metric("mse", lowerIsBetter: true)] }

  /// One for training, validation and test each.
  public func count(_ split: Split) -> Int? { 1 }

  /// The same sequence for every index, each split with a noise address of its own.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: 1, count: examples.count)
    let numbering = ExampleNumbering(validation: 1, test: 1)
    for (row, example) in examples.enumerated() {
      batch.inputs[row] = 1
      batch.targets[row] = number
      batch.sequences[row] = numbering.sequence(split, example)
    }
  }

  /// The squared error.
  public func score(_ split: Split, predictions: [Double]) -> [Double] {
    let errors = predictions.map { ($0 - Double(number)) * ($0 - Double(number)) }
    return [errors.reduce(0, +) / Double(errors.count)]
  }

  /// None: a constant prediction of the target is without error.
  public func floors(_ split: Split) -> [Floor] { [] }

  /// No criterion.
  public func isSolved(_ split: Split, _ scores: [Double]) -> Bool? { nil }
}
