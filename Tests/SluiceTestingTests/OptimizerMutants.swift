import Catalog
import Recurrence

/// Plain gradient descent with a mistake.
struct Step<M: StepMistake>: Optimizer {
  static var description: KindDescription {
    KindDescription("step", summary: "Plain gradient descent.", formula: "w = w − g/10")
  }
  static var averages: Int { 0 }
  init(_ parameters: Parameters) throws(ParameterError) {}

  func step<S: OptimizerScalar>(
    _ weights: inout MutableSpan<S>, gradient: Span<S>, averages: inout MutableSpan<S>, scale: Double,
    progress: inout UpdateProgress
  ) {
    for i in 0..<weights.count {
      let change = S(scale) * gradient[i] / 10
      weights[i] -= M.change(change, scale, count: weights.count)
    }
  }
}

protocol StepMistake: Sendable {
  static func change<S: OptimizerScalar>(_ right: S, _ scale: Double, count: Int) -> S
}

enum Right: StepMistake {
  static func change<S: OptimizerScalar>(_ right: S, _ scale: Double, count: Int) -> S { right }
}
enum IgnoresScale: StepMistake {
  static func change<S: OptimizerScalar>(_ right: S, _ scale: Double, count: Int) -> S { right / S(scale) }
}
enum LooksBeside: StepMistake {
  static func change<S: OptimizerScalar>(_ right: S, _ scale: Double, count: Int) -> S { right / S(count) }
}
enum HidesNaN: StepMistake {
  static func change<S: OptimizerScalar>(_ right: S, _ scale: Double, count: Int) -> S {
    right.isNaN ? 0 : right
  }
}
enum SlowerInSingle: StepMistake {
  static func change<S: OptimizerScalar>(_ right: S, _ scale: Double, count: Int) -> S {
    S.self == Float.self ? right * 0.99 : right
  }
}
enum StandsStill: StepMistake {
  static func change<S: OptimizerScalar>(_ right: S, _ scale: Double, count: Int) -> S { right - right }
}
