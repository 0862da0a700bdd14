public import Catalog
public import DataReading
import RandomStreams
public import Sequences

/// Whether a sequence of bits has an even number of ones.
public typealias ParityTask = RegularTask<Parity>
/// Whether a sequence of bits changes an even number of times.
public typealias EvenPairsTask = RegularTask<EvenPairs>
/// Where a walk on a circle ends.
public typealias CycleNavigationTask = RegularTask<CycleNavigation>
/// The value of an expression modulo 5.
public typealias ModularArithmeticTask = RegularTask<ModularArithmetic>

/// One of the four regular tasks of Delétang et al.: what an automaton says of a sequence of drawn symbols, told behind its last step.
///
/// Symbols are one-hot. Lengths are uniform on 1 … `longest` in training, and in validation and test each length has as many examples
/// as any other: so `accuracy` on test is the mean over lengths that Delétang et al. report, which they take over 42 … 500, and
/// `by: [length]` splits it. Their networks read one blank step more before they answer.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i): in training a length, which counts where the
/// example is the first of those that share one, then the symbols in order of time.
public struct RegularTask<Language: RegularLanguage>: GeneratedTask {
  /// The catalog entry of the language's task.
  public static var description: KindDescription {
    KindDescription(
      Language.kind, summary: Language.summary, formula: Language.formula,
      source: "Delétang et al. 2023, arXiv 2207.02098", parameters: GeneralizedLengths.parameters)
  }

  private let lengths: GeneralizedLengths
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  ///
  /// - Throws: `ParameterError` where no length is left for test.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    lengths = try GeneralizedLengths(parameters)
    splits = GeneratedSplits(lengths.sizes)
  }

  /// A symbol in at each step, the class out after the last.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: Language.symbols, outputWidth: Language.classes.count, target: .classIndex,
      placement: .last, maximumSteps: Language.steps(length: lengths.maximum))
  }

  /// Of test its longest, of the others that of training.
  public func longest(_ split: Split) -> Int {
    split == .test ? maximumSteps : Language.steps(length: lengths.longest)
  }

  /// The language's classes, as common as they are in training.
  public var classes: [TargetClass] {
    let shares = Language.shares(upTo: lengths.longest)
    return Language.classes.enumerated().map { index, name in
      let sum = (1...lengths.longest).reduce(0) { $0 + shares[Language.steps(length: $1)][index] }
      return TargetClass(name, share: sum / Double(lengths.longest))
    }
  }

  /// By length.
  public var groupings: [TargetGrouping] { [lengths.grouping] }

  /// `accuracy` and `cross_entropy`.
  public var metrics: [any Metric.Type] { [Accuracy.self, CrossEntropy.self] }

  /// `chance`, a class drawn with equal probabilities; `length`, the likeliest class at each length, which is all that can be known
  /// without looking at symbols.
  public var floors: [Floor] {
    let (lengths, shares) = (lengths, Language.shares(upTo: maximumSteps))
    return Floor.chance(of: Language.classes.count)
      + Floor.shares("length") { rows, split in
        rows.examples.map { example in
          guard let length = lengths.known(split, example) else {
            preconditionFailure("training has no floors")
          }
          return shares[Language.steps(length: length)]
        }
      }
  }

  /// More than 90 % right, as in Delétang et al.
  public var criterion: Criterion? { Criterion(Accuracy.self, betterThan: 0.9) }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let steps = steps(of: examples, split)
    batch.reset(steps: steps.max() ?? 1, count: examples.count)
    splits.forEach(examples, of: split) { row, stream in
      if split == .train { _ = lengths.draw(from: &stream) }
      batch.lengths[row] = steps[row]
      var state = 0
      for step in 0..<steps[row] {
        let choices = Language.choices(at: step)
        let symbol = choices.lowerBound + stream.nextInteger(below: choices.count)
        batch.setOneHot(symbol, step: step, row: row)
        state = Language.next(state, symbol)
      }
      batch.targets[row] = Float(Language.classIndex(of: state))
    }
  }

  /// The steps of some examples.
  private func steps(of examples: [Int], _ split: Split) -> [Int] {
    var steps = examples.compactMap { lengths.known(split, $0) }
    if split == .train {
      splits.forEach(examples.map(lengths.leader), of: split) { _, stream in
        steps.append(lengths.draw(from: &stream))
      }
    }
    return steps.map(Language.steps)
  }
}
