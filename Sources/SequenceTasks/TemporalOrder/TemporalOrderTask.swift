public import Catalog
public import DataReading
import RandomStreams
public import Sequences

/// The temporal order problem: in which order two relevant symbols came, among random others.
///
/// A step holds one of six symbols, one-hot: A, B and four distractors. Two steps, one in [⌊T/10⌋, ⌊2T/10⌋) and one in
/// [⌊5T/10⌋, ⌊6T/10⌋), hold A or B; the class after the last step says which: AA, AB, BA, BB, all equally likely.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i): the first relevant step, the second, the two symbols, then
/// the distractors in order of time.
public struct TemporalOrderTask: GeneratedTask {
  /// The catalog entry of `temporal_order`.
  public static let description = KindDescription(
    "temporal_order", summary: "Tells the order of two relevant symbols in a long sequence of others.",
    formula: "A or B at one step of [T/10, 2T/10) and one of [5T/10, 6T/10) → AA, AB, BA, BB",
    source:
      "Hochreiter and Schmidhuber 1997, in the form of Martens and Sutskever 2011 and Pascanu et al. 2013, arXiv 1211.5063",
    parameters: [
      Parameter(
        "steps", .integer(Bounds(10, 100_000)), default: .number(50), summary: "Steps T in a sequence.")
    ] + GeneratedSplits.parameters)

  /// Symbols that matter, and distractors after them.
  private static let relevant = 2
  private static let distractors = 4

  private let steps: Int
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    steps = parameters.integer("steps")
    splits = GeneratedSplits(parameters)
  }

  /// A symbol in at each step, the class out after the last.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: Self.relevant + Self.distractors, outputWidth: Self.relevant * Self.relevant,
      target: .classIndex, placement: .last, maximumSteps: steps)
  }

  /// The pairs of relevant symbols.
  public var classes: [TargetClass] { TargetClass.equallyCommon(["AA", "AB", "BA", "BB"]) }

  /// `accuracy` and `cross_entropy`.
  public var metrics: [any Metric.Type] { [Accuracy.self, CrossEntropy.self] }

  /// `chance`, a quarter.
  public var floors: [Floor] { Floor.chance(of: outputWidth) }

  /// More than 99 % right, as in Pascanu et al.
  public var criterion: Criterion? { Criterion(Accuracy.self, betterThan: 0.99) }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: steps, count: examples.count)
    splits.forEach(examples, of: split) { row, stream in
      let places = [(1, 2), (5, 6)].map { from, to in
        steps * from / 10 + stream.nextInteger(below: steps * to / 10 - steps * from / 10)
      }
      let symbols = places.map { _ in stream.nextInteger(below: Self.relevant) }
      for step in 0..<steps {
        let place = places.firstIndex(of: step)
        let symbol = place.map { symbols[$0] } ?? Self.relevant + stream.nextInteger(below: Self.distractors)
        batch.setOneHot(symbol, step: step, row: row)
      }
      batch.targets[row] = Float(Self.relevant * symbols[0] + symbols[1])
    }
  }
}
