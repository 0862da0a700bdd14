public import Catalog
public import DataReading
import RandomStreams
public import Sequences

/// The adding problem: the sum of the two marked numbers in a long sequence.
///
/// Inputs are two a step, [value, mark]; the mark is 1 at two steps and 0 elsewhere (in `hochreiter` −1 at the ends), and the target
/// after the last step is the sum of the two marked values, in `hochreiter` ½ and a quarter of it. The best constant has the variance
/// of that sum as its mean squared error, which is the floor `chance`.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i): the length where it varies, the first mark's step, the
/// second's, the two marked values, then the other values in order of time. Training examples never run out;
/// after 2³² they come again.
public struct AddingTask: GeneratedTask {
  /// The catalog entry of `adding`.
  public static let description = KindDescription(
    "adding", summary: "Adds the two marked numbers in a long sequence of random ones.",
    formula:
      "chrono: U(0,1), a mark in each half; skip: U(−½,½), marks in the first tenth and the last half; "
      + "hochreiter: U(−1,1), T to T + T/10 steps, marks on the first ten and the first half; tcn: U(0,1), marks anywhere",
    source:
      "Hochreiter and Schmidhuber 1997; chrono: Tallec and Ollivier 2018, "
      + "arXiv 1804.11188; skip: Campos et al. 2018; tcn: Bai et al. 2018, arXiv 1803.01271",
    parameters: [
      Parameter(
        "variant", .choice(AddingRule.Variant.allCases.map(\.rawValue)),
        summary: "Which of the published definitions; always named, since they differ."),
      Parameter(
        "steps", .integer(Bounds(Double(AddingRule.minimumSteps), 100_000)), default: .number(50),
        summary: "Steps T in a sequence; of hochreiter in the shortest, and 22 at least."),
    ] + GeneratedSplits.parameters)

  /// How an example is drawn.
  package let rule: AddingRule
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  ///
  /// - Throws: `ParameterError` where a sequence is too short for the variant's marks.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    let (variant, steps): (AddingRule.Variant, Int) = (
      parameters.choice("variant"), parameters.integer("steps")
    )
    guard steps >= variant.minimumSteps else {
      throw ParameterError.notAdmissible(
        name: "steps", found: "\(steps)",
        allowed:
          "\(variant.minimumSteps) at least for the variant \(variant.rawValue), whose second mark needs a place beside the first"
      )
    }
    rule = AddingRule(variant, steps: steps)
    splits = GeneratedSplits(parameters)
  }

  /// Value and mark in, the sum out after the last step.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: 2, outputWidth: 1, target: .real, placement: .last, maximumSteps: rule.lengths.upperBound)
  }

  /// `mse`; of `hochreiter` `correct_sums` too.
  public var metrics: [any Metric.Type] {
    rule.variant == .hochreiter ? [MeanSquaredError.self, CorrectSums.self] : [MeanSquaredError.self]
  }

  /// `chance`: the best constant's expected error. `constant`: the scores of that constant, the target's
  /// mean by the rule, on the split's own examples.
  public var floors: [Floor] {
    [
      Floor("chance", MeanSquaredError.self, is: rule.targetVariance), .constant("constant", rule.targetMean),
    ]
  }

  /// A mean squared error below 1.667·10⁻³, a hundredth of chance; of `hochreiter` more than 99.9 % correct sums.
  ///
  /// That is the criterion of Campos et al. for `skip`; `chrono` and `tcn` were published without one, and take the
  /// same. Hochreiter and Schmidhuber stop training where 2,000 sequences in a row are correct.
  public var criterion: Criterion? {
    rule.variant == .hochreiter
      ? Criterion(CorrectSums.self, betterThan: 0.999)
      : Criterion(MeanSquaredError.self, betterThan: 1.667e-3)
  }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let lengths = lengths(of: examples, split)
    batch.reset(steps: lengths.max() ?? rule.steps, count: examples.count)
    splits.forEach(examples, of: split) { row, stream in
      batch.lengths[row] = rule.length(from: &stream)
      let marks = rule.marks(from: &stream)
      write(marks, from: &stream, to: &batch, row: row)
      batch.targets[row] = rule.target(marks)
    }
  }

  /// The lengths of some examples; of none where all have the same.
  private func lengths(of examples: [Int], _ split: Split) -> [Int] {
    var lengths: [Int] = []
    guard rule.lengths.count > 1 else { return lengths }
    splits.forEach(examples, of: split) { _, stream in lengths.append(rule.length(from: &stream)) }
    return lengths
  }

  /// Writes one sequence into inputs [T, B, 2] that are 0 so far.
  private func write(
    _ marks: AddingRule.Marks, from stream: inout RandomStream, to batch: inout TaskBatch, row: Int
  ) {
    let (length, stride) = (batch.lengths[row], 2 * batch.count)
    var span = batch.inputs.mutableSpan
    var place = 2 * row
    if rule.variant == .hochreiter {
      span[place + 1] = -1
      span[place + (length - 1) * stride + 1] = -1
    }
    // Draws of many at once cost less; those of the last block that are too many are never seen.
    var values = InlineArray<64, Float>(repeating: 0)
    var others = values.count
    for step in 0..<length {
      if others == values.count {
        var block = values.mutableSpan
        stream.fill(&block)
        others = 0
      }
      if step == marks.first || step == marks.second {
        span[place] = step == marks.first ? marks.firstValue : marks.secondValue
        span[place + 1] = 1
      } else {
        span[place] = rule.value(values[others])
        others += 1
      }
      place += stride
    }
  }
}
