public import Catalog
public import DataReading
public import Sequences

/// MNIST-1D: ten digits, each drawn by hand as a line of 12 numbers, and padded, moved and distorted to 40.
///
/// The recipe is its authors', the draws are ours: each replicate has a data set of its own. Example i is of digit i mod 10, so classes are
/// as balanced as they can be. Their published figures read all 40 numbers at once, or in both directions; here a step is a number.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i), in the order that the recipe says.
public struct MNIST1DTask: GeneratedTask {
  /// The catalog entry of `mnist1d`.
  public static let description = KindDescription(
    "mnist1d", summary: "Tells ten digits apart that are lines of 40 numbers.",
    formula: "template of 12 → padded, scaled, moved, noisy, sheared, 40 numbers → digit",
    source: "Greydanus and Kobak 2024, arXiv 2011.14439",
    parameters: [
      Parameter(
        "train_size", .integer(Bounds(10, 1_000_000)), default: .number(4_000),
        summary: "Training examples, which are visited again and again; in print 4,000.")
    ] + GeneratedSplits.parameters)

  private let trainSize: Int
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    trainSize = parameters.integer("train_size")
    splits = GeneratedSplits(
      SplitSizes(
        train: trainSize, validation: parameters.integer("validation_size"),
        test: parameters.integer("test_size")))
  }

  /// A number in at each step, the digit out after the last.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: 1, outputWidth: MNIST1DRecipe.digits, target: .classIndex, placement: .last,
      maximumSteps: MNIST1DRecipe.length)
  }

  /// The digits.
  public var classes: [TargetClass] {
    let digits = MNIST1DRecipe.digits
    return (0..<digits).map {
      TargetClass(String($0), trainingCount: (trainSize + digits - 1 - $0) / digits)
    }
  }

  /// `accuracy` and `cross_entropy`.
  public var metrics: [any Metric.Type] { [Accuracy.self, CrossEntropy.self] }

  /// `chance`, a tenth.
  public var floors: [Floor] { Floor.chance(of: outputWidth) }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let count = examples.count
    batch.reset(steps: MNIST1DRecipe.length, count: count)
    splits.forEach(examples, of: split) { row, stream in
      let digit = examples[row] % MNIST1DRecipe.digits
      for (step, number) in MNIST1DRecipe.example(of: digit, from: &stream).enumerated() {
        batch.inputs[step * count + row] = number
      }
      batch.targets[row] = Float(digit)
    }
  }
}
