public import Catalog
public import DataReading
public import RandomStreams
public import Sequences

/// The adding problem: the sum of the two marked numbers in a long sequence.
///
/// Inputs are two a step, [value, mark]; the mark is 1 at two steps and 0 elsewhere, and the target after the
/// last step is the sum of the two marked values. With values uniform on an interval of length 1 the sum's
/// variance is 2·1/12, so a constant prediction has mean squared error 1/6 at best: chance, in both variants.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i): the first mark's step, the
/// second's, the two marked values, then the other values in order of time. Training examples never run out;
/// after 2³² they come again.
public struct AddingTask: SequenceTask {
  /// The catalog entry of `adding`.
  public static let description = KindDescription(
    "adding", summary: "Adds the two marked numbers in a long sequence of random ones.",
    formula:
      "chrono: U(0,1), a mark in each half; skip: U(−½,½), marks in the first tenth and the last half",
    source:
      "Hochreiter and Schmidhuber 1997; chrono: Tallec and Ollivier 2018, "
      + "arXiv 1804.11188; skip: Campos et al. 2018",
    parameters: [
      Parameter(
        "variant", .choice(AddingRule.Variant.allCases.map(\.rawValue)),
        summary: "Which of the published definitions; always named, since they differ."),
      Parameter(
        "steps", .integer(Bounds(Double(AddingRule.minimumSteps), 100_000)), default: .number(50),
        summary: "Steps T in a sequence."),
      Parameter(
        "validation_size", .integer(Bounds(1, 1_000_000)), default: .number(1_000),
        summary: "Validation examples."),
      Parameter(
        "test_size", .integer(Bounds(1, 1_000_000)), default: .number(1_000), summary: "Test examples."),
    ])

  /// How an example is drawn.
  package let rule: AddingRule
  private let validationSize: Int
  private let testSize: Int
  /// The key of each split's streams; `nil` until a replicate gives its data key.
  private var keys: (train: StreamKey, validation: StreamKey, test: StreamKey)?

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    guard let variant = AddingRule.Variant(rawValue: parameters.text("variant")) else {
      preconditionFailure("the description admits no other variant")
    }
    rule = AddingRule(variant, steps: parameters.integer("steps"))
    validationSize = parameters.integer("validation_size")
    testSize = parameters.integer("test_size")
  }

  /// The task with the examples of one replicate.
  public func instance(dataKey: StreamKey) -> Self {
    var task = self
    func key(_ split: Split) -> StreamKey { dataKey.appending(.label(split.rawValue)) }
    task.keys = (key(.train), key(.validation), key(.test))
    return task
  }

  /// True: every replicate has its own examples.
  public var isGenerated: Bool { true }

  /// Value and mark in, the sum out after the last step; all sequences have the same length.
  public var shape: SequenceShape {
    SequenceShape(inputWidth: 2, outputWidth: 1, target: .real, placement: .last, maximumSteps: rule.steps)
  }

  /// As the parameters say; training examples never run out.
  public var sizes: SplitSizes { SplitSizes(train: nil, validation: validationSize, test: testSize) }

  /// `mse`.
  public var metrics: [any Metric.Type] { [MeanSquaredError.self] }

  /// `chance`, 1/6: the best constant's expected error. `constant`: the error of that constant, the target's
  /// mean by the rule, on the split's own examples.
  public var floors: [Floor] {
    [Floor("chance", MeanSquaredError.self, is: 1.0 / 6), .constant("constant", rule.targetMean)]
  }

  /// A mean squared error below 1.667·10⁻³, a hundredth of chance.
  ///
  /// That is the criterion of Campos et al. for `skip`; `chrono` was published without one, and takes the
  /// same.
  public var criterion: Criterion? { Criterion(MeanSquaredError.self, betterThan: 1.667e-3) }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: rule.steps, count: examples.count)
    var stream = RandomStream(key(split))
    for (b, example) in examples.enumerated() {
      begin(&stream, split, example)
      let marks = rule.marks(from: &stream)
      write(marks, from: &stream, to: &batch.inputs, row: b, of: examples.count)
      batch.targets[b] = marks.target
    }
  }

  /// Writes one sequence into inputs [T, B, 2] that are 0 so far.
  private func write(
    _ marks: AddingRule.Marks, from stream: inout RandomStream, to inputs: inout [Float], row: Int,
    of count: Int
  ) {
    var span = inputs.mutableSpan
    let (stride, shift) = (2 * count, rule.shift)
    var place = 2 * row
    // Draws of many at once cost less; those of the last block that are too many are never seen.
    var values = InlineArray<64, Float>(repeating: 0)
    var others = values.count
    for step in 0..<rule.steps {
      if others == values.count {
        var block = values.mutableSpan
        stream.fill(&block)
        others = 0
      }
      if step == marks.first || step == marks.second {
        span[place] = step == marks.first ? marks.firstValue : marks.secondValue
        span[place + 1] = 1
      } else {
        span[place] = values[others] + shift
        others += 1
      }
      place += stride
    }
  }

  private func key(_ split: Split) -> StreamKey {
    guard let keys else { preconditionFailure("examples are drawn by an instance of the task") }
    return switch split {
    case .train: keys.train
    case .validation: keys.validation
    case .test: keys.test
    }
  }

  /// Seeks to the start of an example's draws.
  private func begin(_ stream: inout RandomStream, _ split: Split, _ example: Int) {
    precondition(example >= 0 && example < count(split) ?? .max, "no such example")
    stream.begin(key(split), sequence: UInt32(truncatingIfNeeded: example))
  }
}
