public import Catalog
public import DataReading
import RandomStreams
public import Sequences

/// Agreement of subject and verb: whether the verb that follows is a singular or a plural.
///
/// A sequence is the beginning of a sentence from a small grammar, a token a step. The subject is its first noun; 0 … `intervening` nouns
/// of independent number follow, all counts equally likely. Those of the other number than the subject are its attractors. A noun's
/// singular and plural are tokens of their own, so that which is which has to be learned noun by noun.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i), as the grammar says.
public struct AgreementTask: GeneratedTask {
  /// The catalog entry of `agreement`.
  public static let description = KindDescription(
    "agreement", summary: "Tells whether a sentence goes on with a verb in the singular or the plural.",
    formula: "the [ADJ] NOUN (PREP the [ADJ] NOUN)^k → number of the first noun",
    source: "after Linzen et al. 2016, arXiv 1611.01368; the grammar is ours",
    parameters: [
      Parameter(
        "intervening", .integer(Bounds(0, 100)), default: .number(4),
        summary: "The most nouns between subject and verb; there are 0 to so many, equally often.")
    ] + GeneratedSplits.parameters)

  private let grammar: AgreementGrammar
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    grammar = AgreementGrammar(mostIntervening: parameters.integer("intervening"))
    splits = GeneratedSplits(parameters)
  }

  /// A token in at each step, the number out after the last.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: 0, symbols: AgreementGrammar.tokens.count, outputWidth: 2, target: .classIndex,
      placement: .last, maximumSteps: grammar.mostTokens)
  }

  /// The two numbers.
  public var classes: [TargetClass] { TargetClass.equallyCommon(["singular", "plural"]) }

  /// The tokens of the embedding's rows.
  public var assumptions: [NetworkAssumption] { [.symbols(AgreementGrammar.tokens)] }

  /// By the number of attractors, and of intervening nouns.
  public var groupings: [TargetGrouping] {
    let labels = (0...grammar.mostIntervening).map { String($0) }
    return [
      TargetGrouping("attractors", labels: labels) { sentence($0.split, $0.example).attractors },
      TargetGrouping("intervening", labels: labels) { sentence($0.split, $0.example).plurals.count - 1 },
    ]
  }

  /// `accuracy` and `cross_entropy`.
  public var metrics: [any Metric.Type] { [Accuracy.self, CrossEntropy.self] }

  /// `chance`, a half; `nearest_noun`, the number of the last noun, which is right of all sentences without another noun and of half of
  /// the others.
  public var floors: [Floor] {
    Floor.chance(of: outputWidth) + [
      Floor(deciding: "nearest_noun") { rows, split in
        rows.examples.map { sentence(split, $0).plurals.last == true ? 1 : 0 }
      }
    ]
  }

  /// More than 99 % right (ours: the grammar is).
  public var criterion: Criterion? { Criterion(Accuracy.self, betterThan: 0.99) }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    var sentences: [AgreementGrammar.Sentence] = []
    splits.forEach(examples, of: split) { _, stream in sentences.append(grammar.sentence(from: &stream)) }
    let count = examples.count
    batch.reset(steps: sentences.map(\.tokens.count).max() ?? 1, count: count)
    batch.symbols.append(contentsOf: repeatElement(0, count: batch.steps * count))
    for (row, sentence) in sentences.enumerated() {
      batch.lengths[row] = sentence.tokens.count
      for (step, token) in sentence.tokens.enumerated() { batch.symbols[step * count + row] = Int32(token) }
      batch.targets[row] = sentence.plurals[0] ? 1 : 0
    }
  }

  private func sentence(_ split: Split, _ example: Int) -> AgreementGrammar.Sentence {
    var stream = splits.stream(split)
    splits.begin(&stream, split, example)
    return grammar.sentence(from: &stream)
  }
}
