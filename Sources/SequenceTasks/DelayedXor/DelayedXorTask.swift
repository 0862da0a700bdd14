public import Catalog
public import DataReading
import RandomStreams
public import Sequences

/// The exclusive or of some bits that lie a while back, at every step.
///
/// Inputs are drawn bits; y_t = x_{t−d} ⊕ x_{t−d−1} ⊕ … ⊕ x_{t−d−n+1}. The first
/// d + n − 1 steps, which have not seen n bits so far back, have no target.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i): the bits in order of time.
public struct DelayedXorTask: GeneratedTask {
  /// The catalog entry of `delayed_xor`.
  public static let description = KindDescription(
    "delayed_xor", summary: "Tells at every step the exclusive or of bits that lie a while back.",
    formula: "y_t = x_{t−d} ⊕ … ⊕ x_{t−d−n+1}",
    parameters: [
      Parameter(
        "targets", .integer(Bounds(1, 100_000)), default: .number(50),
        summary: "Steps of a sequence that have a target; d + n − 1 stand before them."),
      Parameter(
        "delay", .integer(Bounds(0, 10_000)), default: .number(5),
        summary: "Steps d from the last bit that counts to the target."),
      Parameter(
        "bits", .integer(Bounds(1, 10_000)), default: .number(2), summary: "Bits n that count, in a row."),
    ] + GeneratedSplits.parameters)

  private let targets: Int
  private let delay: Int
  private let bits: Int
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    targets = parameters.integer("targets")
    (delay, bits) = (parameters.integer("delay"), parameters.integer("bits"))
    splits = GeneratedSplits(parameters)
  }

  /// The first step that has a target.
  private var first: Int { delay + bits - 1 }

  /// A bit in and a bit out at each step.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: 1, outputWidth: 1, target: .bits, placement: .every,
      maximumSteps: first + targets)
  }

  /// `accuracy` and `cross_entropy`.
  public var metrics: [any Metric.Type] { [Accuracy.self, CrossEntropy.self] }

  /// `chance`, a half.
  public var floors: [Floor] { Floor.chance(of: 2) }

  /// More than 99 % right (ours: it has none in print).
  public var criterion: Criterion? { Criterion(Accuracy.self, betterThan: 0.99) }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let (count, steps) = (examples.count, maximumSteps)
    batch.reset(steps: steps, count: count)
    splits.forEach(examples, of: split) { row, stream in
      var parity = 0
      var drawn: [Int] = []
      for step in 0..<steps {
        drawn.append(stream.nextInteger(below: 2))
        let place = step * count + row
        batch.inputs[place] = Float(drawn[step])
        batch.mask[place] = step >= first
        // The window moves by one: the bit that enters, and from the second target on the bit that leaves.
        if step >= delay { parity ^= drawn[step - delay] }
        if step > first { parity ^= drawn[step - first - 1] }
        if step >= first { batch.targets[place] = Float(parity) }
      }
    }
  }
}
