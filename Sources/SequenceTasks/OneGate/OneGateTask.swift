public import Catalog
public import DataReading
public import Sequences

/// The one-gate problem: one step, a constant input of 1, and a number to hit.
///
/// A network of one unit whose read-out shows one gate, y = g, has the loss f(g) = (g − t)²: the smallest problem that
/// tells gradient estimators apart, with everything about them known in closed form. `variant: noaf`, an input gate and
/// a candidate that saturate at 1, and read-out weight 1 make y = o; the output gate's bias is then the logit. The task
/// is there to be certified; a network that trains on it learns one number. It has no floor: a constant is without error.
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

  /// One input, one output, one step.
  public var shape: SequenceShape {
    SequenceShape(inputWidth: 1, outputWidth: 1, target: .real, placement: .last, maximumSteps: 1)
  }

  /// One for training, validation and test each, with noise of its own.
  public var sizes: SplitSizes { SplitSizes(train: 1, validation: 1, test: 1) }

  /// `mse`.
  public var metrics: [any Metric.Type] { [MeanSquaredError.self] }

  /// The same sequence for every index.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: 1, count: examples.count)
    for row in examples.indices {
      batch.inputs[row] = 1
      batch.targets[row] = number
    }
  }
}
