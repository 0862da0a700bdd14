public import Catalog
public import DataReading
import RandomStreams
public import Sequences

/// Frequency discrimination: whether a sine wave's period lies between 5 and 6 ms.
///
/// A sequence is sin(2π(t/P + φ)), read at `steps` times that divide a window of 100 ms evenly, from 0 on. Even examples are of the
/// class `inside`, P ~ U(5, 6) ms, odd ones `outside`, P uniform on (1, 5) ∪ (6, 100) ms; φ ~ U(0, 1) turns. So batches of an even size hold
/// as many of one class as of the other, as those of Campos et al. do; their periods outside begin at 0.
///
/// Example i of a split is drawn from the stream (data key, split; sequence i): period, phase.
public struct FrequencyTask: GeneratedTask {
  /// The catalog entry of `frequency`.
  public static let description = KindDescription(
    "frequency", summary: "Tells whether a sine wave's period lies between 5 and 6 ms.",
    formula: "x_t = sin(2π(t/P + φ)) over 100 ms; P ~ U(5, 6) or U((1, 5) ∪ (6, 100)) ms",
    source: "Neil et al. 2016, arXiv 1610.09513, in the form of Campos et al. 2018, arXiv 1708.06834",
    parameters: [
      Parameter(
        "steps", .integer(Bounds(2, 100_000)), default: .number(100),
        summary: "Steps T into which the 100 ms are divided: one a ms.")
    ] + GeneratedSplits.parameters)

  /// Milliseconds that a sequence lasts.
  private static let window = 100.0

  private let steps: Int
  /// The sizes of the splits, and the streams of their examples.
  public var splits: GeneratedSplits

  /// Takes the settings; no file is read.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    steps = parameters.integer("steps")
    splits = GeneratedSplits(parameters)
  }

  /// A number in at each step, the class out after the last.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: 1, outputWidth: 2, target: .classIndex, placement: .last, maximumSteps: steps)
  }

  /// Inside and outside.
  public var classes: [TargetClass] { TargetClass.equallyCommon(["inside", "outside"]) }

  /// `accuracy` and `cross_entropy`.
  public var metrics: [any Metric.Type] { [Accuracy.self, CrossEntropy.self] }

  /// `chance`, a half.
  public var floors: [Floor] { Floor.chance(of: outputWidth) }

  /// More than 99 % right, as in Campos et al.
  public var criterion: Criterion? { Criterion(Accuracy.self, betterThan: 0.99) }

  /// Draws the examples of these indices.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: steps, count: examples.count)
    let interval = Self.window / Double(steps)
    splits.forEach(examples, of: split) { row, stream in
      let isOutside = examples[row] % 2 == 1
      let period = Self.period(isOutside: isOutside, Double(stream.nextUniform()))
      let phase = Double(stream.nextUniform())
      for step in 0..<steps {
        batch.inputs[step * examples.count + row] = Float(
          Sine.ofTurns(Double(step) * interval / period + phase))
      }
      batch.targets[row] = isOutside ? 1 : 0
    }
  }

  /// A period in ms from a uniform draw: of 98 ms outside, 4 lie below 5 ms.
  private static func period(isOutside: Bool, _ uniform: Double) -> Double {
    guard isOutside else { return 5 + uniform }
    let place = 98 * uniform
    return place < 4 ? 1 + place : 2 + place
  }
}
