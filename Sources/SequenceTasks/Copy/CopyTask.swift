public import Catalog
public import DataReading
import RandomStreams
public import Sequences

/// The copy problem: ten symbols are said again after a long blank.
///
/// A sequence has T + 20 steps: ten drawn symbols of eight, T − 1 blanks, a delimiter, ten blanks (in `tcn` ten more delimiters).
/// The target at each of the first T + 10 steps is the blank, and at the last ten the symbols in their order. Inputs are one-hot: eight
/// symbols, the blank, the delimiter; classes are the symbols and the blank.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i): the ten symbols.
public struct CopyTask: GeneratedTask {
  /// The published definitions, which differ in the inputs of the last ten steps.
  private enum Variant: String, CaseIterable {
    /// One delimiter, then blanks.
    case chrono
    /// The delimiter until the end.
    case tcn
  }

  /// The catalog entry of `copy`.
  public static let description = KindDescription(
    "copy", summary: "Says ten symbols again after a long blank.",
    formula: "s_1 … s_10, T − 1 blanks, delimiter, 10 blanks (tcn: delimiters) → T + 10 blanks, s_1 … s_10",
    source:
      "Hochreiter and Schmidhuber 1997, in the form of Arjovsky et al. 2016, arXiv 1511.06464; chrono: Tallec and Ollivier 2018, "
      + "arXiv 1804.11188; tcn: Bai et al. 2018, arXiv 1803.01271",
    parameters: [
      Parameter(
        "variant", .choice(Variant.allCases.map(\.rawValue)),
        summary: "Which of the published definitions; always named, since they differ."),
      Parameter(
        "blanks", .integer(Bounds(1, 100_000)), default: .number(100),
        summary: "T: the steps from the end of the symbols to the step after the first delimiter."),
    ] + GeneratedSplits.parameters)

  private static let copied = 10
  private static let symbols = 8
  private static let blank = symbols
  private static let delimiter = symbols + 1
  /// ln 8, the entropy of a symbol in nats.
  private static let symbolEntropy = 2.0794415416798357

  private let variant: Variant
  private let blanks: Int
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    variant = parameters.choice("variant")
    blanks = parameters.integer("blanks")
    splits = GeneratedSplits(parameters)
  }

  /// A symbol in and a class out at each step.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: Self.symbols + 2, outputWidth: Self.symbols + 1, target: .classIndex, placement: .every,
      maximumSteps: blanks + 2 * Self.copied)
  }

  /// The steps whose target is the blank.
  private var silent: Int { blanks + Self.copied }

  /// The symbols, and the blank.
  public var classes: [TargetClass] {
    let spoken = Double(Self.copied) / Double(maximumSteps)
    return (0..<Self.symbols).map { TargetClass(String($0), share: spoken / Double(Self.symbols)) }
      + [TargetClass("blank", share: 1 - spoken)]
  }

  /// `cross_entropy` and `accuracy`, over all steps.
  public var metrics: [any Metric.Type] { [CrossEntropy.self, Accuracy.self] }

  /// `chance`: blanks where they belong, and at the last ten steps one of the symbols: 10 ln 8/(T + 20) nats.
  public var floors: [Floor] {
    let silent = silent
    let quiet = (0...Self.symbols).map { $0 == Self.blank ? 1.0 : 0 }
    let spoken = (0...Self.symbols).map { $0 == Self.blank ? 0 : 1 / Double(Self.symbols) }
    let right = Double(silent) + Double(Self.copied) / Double(Self.symbols)
    return [Floor("chance", Accuracy.self, is: right / Double(maximumSteps))]
      + Floor.shares("chance") { rows, _ in rows.steps.map { $0 < silent ? quiet : spoken } }
  }

  /// A cross-entropy below a hundredth of chance (ours: it has none in print).
  public var criterion: Criterion? {
    let chance = Double(Self.copied) * Self.symbolEntropy / Double(maximumSteps)
    return Criterion(CrossEntropy.self, betterThan: chance / 100)
  }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let (steps, count) = (maximumSteps, examples.count)
    batch.reset(steps: steps, count: count)
    splits.forEach(examples, of: split) { row, stream in
      let symbols = (0..<Self.copied).map { _ in stream.nextInteger(below: Self.symbols) }
      for step in 0..<steps {
        let isDelimiter = step == silent - 1 || step >= silent && variant == .tcn
        let blank = isDelimiter ? Self.delimiter : Self.blank
        batch.setOneHot(step < Self.copied ? symbols[step] : blank, step: step, row: row)
        batch.targets[step * count + row] = Float(step < silent ? Self.blank : symbols[step - silent])
      }
    }
  }
}
