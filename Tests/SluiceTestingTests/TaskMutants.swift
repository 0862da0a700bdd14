import Catalog
import DataReading
import Estimation
import Recurrence
import SequenceTasks
import Sequences

/// Repeats a number, beside symbols or none, with a mistake.
struct Numbers<M: TaskMistake>: SequenceTask {
  static var description: KindDescription {
    KindDescription("numbers", summary: "Repeats a number.", formula: "y = x")
  }
  init(_ parameters: Parameters, files: borrowing FileReader) throws {}
  var isGenerated: Bool { M.isGenerated }
  var shape: SequenceShape {
    SequenceShape(
      inputWidth: 1, symbols: M.symbols, outputWidth: 1, target: .real, placement: .last, maximumSteps: 2)
  }
  var sizes: SplitSizes { SplitSizes(train: M.trainSize, validation: 10, test: M.testSize) }
  var metrics: [any Metric.Type] { M.metrics }
  var classes: [TargetClass] { M.classes }
  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: 2, count: examples.count)
    for (row, example) in examples.enumerated() {
      batch.inputs[row] = M.value(Float(example), place: row)
      batch.targets[row] = Float(example)
    }
    for step in 0..<2 {
      batch.symbols += examples.indices.compactMap { M.symbol(examples[$0] + step, place: $0) }
    }
  }
}

protocol TaskMistake {
  static var isGenerated: Bool { get }
  static var trainSize: Int { get }
  static var testSize: Int { get }
  static var metrics: [any Metric.Type] { get }
  static var classes: [TargetClass] { get }
  static func value(_ right: Float, place: Int) -> Float
  static var symbols: Int { get }
  static func symbol(_ right: Int, place: Int) -> Int32?
}

extension TaskMistake {
  static var isGenerated: Bool { false }
  static var trainSize: Int { 20 }
  static var testSize: Int { 5 }
  static var metrics: [any Metric.Type] { [MeanSquaredError.self] }
  static var classes: [TargetClass] { [] }
  static func value(_ right: Float, place: Int) -> Float { right }
  static var symbols: Int { 0 }
  static func symbol(_ right: Int, place: Int) -> Int32? { symbols > 0 ? Int32(right % symbols) : nil }
}

extension Right: TaskMistake {}
enum SeesItsBatch: TaskMistake {
  static func value(_ right: Float, place: Int) -> Float { right + Float(place) }
}
/// The last of so many examples has the number of another.
enum OutrunsAddresses: TaskMistake { static var trainSize: Int { 1 << 32 } }
enum NoTest: TaskMistake { static var testSize: Int { 0 } }
/// Numbers are of no class.
enum NamesNumbers: TaskMistake {
  static var classes: [TargetClass] { [TargetClass("one", trainingCount: 20)] }
}
enum ClaimsReplicates: TaskMistake { static var isGenerated: Bool { true } }
enum ScoresClasses: TaskMistake { static var metrics: [any Metric.Type] { [Perplexity.self] } }
enum HasInfinity: TaskMistake {
  static func value(_ right: Float, place: Int) -> Float { right == 2 ? .infinity : right }
}

enum ReadsSymbols: TaskMistake { static var symbols: Int { 4 } }
enum LosesSymbols: TaskMistake {
  static var symbols: Int { 4 }
  static func symbol(_ right: Int, place: Int) -> Int32? { nil }
}
enum OutrunsSymbols: TaskMistake {
  static var symbols: Int { 4 }
  static func symbol(_ right: Int, place: Int) -> Int32? { Int32(right % 5) }
}
enum SeesItsBatchInSymbols: TaskMistake {
  static var symbols: Int { 4 }
  static func symbol(_ right: Int, place: Int) -> Int32? { Int32((right + place) % 4) }
}

/// What an estimator declares of its bias.
protocol BiasClaim: Sendable { static var isUnbiased: Bool { get } }
enum ClaimsNoBias: BiasClaim { static var isUnbiased: Bool { true } }
enum OwnsUpToBias: BiasClaim { static var isUnbiased: Bool { false } }

/// The score-function estimator with half its score.
struct HalfTheScore<Claim: BiasClaim>: GradientEstimator {
  static var description: KindDescription {
    KindDescription(
      "half_the_score", summary: "The score-function estimator, halved.", formula: "½·ℓ·(b − p)")
  }
  var isUnbiased: Bool { Claim.isUnbiased }
  init(_ parameters: Parameters) throws(ParameterError) {}
  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    engine.forward(
      pass.batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: pass.noise(1))
    let costs = pass.costs(engine, pass.batch)
    engine.injectScores(pass.gates, steps: pass.batch.steps) { costs.sequences[$0] / 2 }
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 1)
  }
}
