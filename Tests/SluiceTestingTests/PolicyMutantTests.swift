import Catalog
import Gating
import SluiceTesting
import Testing

/// Each law of gate policies is broken by a gate with one mistake in it.
@Suite struct PolicyMutantTests {
  @Test func theRightGateBreaksNone() { #expect(Laws.violations(policy: Jitter<NoMistake>.self) == []) }

  @Test(arguments: [
    ("slope", Jitter<SlopeOfOnePercent>.self as any GatePolicy.Type),
    ("mean", Jitter<MeanOfEvaluation>.self), ("variance", Jitter<WrongVariance>.self),
    ("monotone in u", Jitter<OpensWithU>.self), ("monotone in z", Jitter<FallsWithZ>.self),
    ("nan", Jitter<SwallowsNaN>.self), ("infinity", Jitter<OtherAtInfinity>.self),
    ("range", Jitter<LeaksBeyondOne>.self), ("precisions", Jitter<OtherInSingle>.self),
    ("draws", Jitter<DrawsNone>.self), ("discontinuities", Jitter<Disordered>.self),
  ])
  func aMistakeIsFound(_ law: String, _ policy: any GatePolicy.Type) throws {
    let found = Laws.violations(policy: policy)
    #expect(found.contains { $0.law == law }, "\(found)")
    #expect(throws: LawViolations.self) { try Laws.check(policy: policy) }
    let others = Laws.violations(policy: policy, except: Set(found.map(\.law)))
    #expect(others == [])
  }

  @Test func anExceptionThatIsNoLawIsNamed() throws {
    let found = Laws.violations(policy: Jitter<NoMistake>.self, except: ["slop"])
    #expect(found.map(\.found) == ["'slop'"] && found[0].expected.contains("slope"))
  }
}

/// A hard sigmoid with uniform noise of width ½, and a mistake.
private struct Jitter<M: Mistake>: ElementwiseGatePolicy {
  static var description: KindDescription {
    KindDescription(
      "jitter", summary: "A jittered hard sigmoid.", formula: "g = clip(z/4 + ½ + ½·(½ − u), 0, 1)")
  }

  init(_ parameters: Parameters) throws(ParameterError) {}

  var drawsPerUnit: Int { 1 }
  var derivative: GateDerivative { .pathwise }

  func sample<S: GateScalar>(_ z: S, uniforms: (S, S)) -> (gate: S, slope: S) {
    let linear = z / 4 + 0.5 + (0.5 - (M.ignoresDraw ? 0.5 : uniforms.0)) / 2
    let gate = linear.clippedToUnit
    return M.change(z, uniforms.0, (gate, .indicator(linear > 0 && linear < 1, witness: gate) / 4))
  }

  func discontinuities(_ z: Double, draw: Int) -> [Double] {
    let places = [1, 0].map { end in 0.5 + (z / 4 + 0.5 - end) * 2 }
    return M.isDisordered && z > 5 ? places.reversed() : places
  }

  func evaluate<S: GateScalar>(_ z: S) -> S { (z / 4 + 0.5).clippedToUnit }

  func mean<S: GateScalar>(_ z: S) -> S {
    if M.meanIsEvaluation || M.ignoresDraw { return evaluate(z) }
    let center = z / 4 + 0.5
    if center <= -0.25 { return 0 }
    if center >= 1.25 { return 1 }
    let (low, high) = (center - 0.25, center + 0.25)
    let (a, b) = (low.clippedToUnit, high.clippedToUnit)
    return (((b - a) * (a + b) / 2 + (high > 1 ? high - 1 : 0)) * 2).clippedToUnit
  }

  func variance(_ z: Span<Double>, into variances: inout MutableSpan<Double>) { fill(z, &variances) }
  func variance(_ z: Span<Float>, into variances: inout MutableSpan<Float>) { fill(z, &variances) }

  /// By the quadrature, times what the mistake makes of it.
  private func fill<S: GateScalar>(_ z: Span<S>, _ variances: inout MutableSpan<S>) {
    for i in 0..<z.count {
      let right = z[i].isNaN ? z[i] : S(LawQuadrature().moments(of: self, at: Double(z[i])).variance)
      variances[i] = right * (M.variesMore ? 1.01 : 1)
    }
  }
}

/// What is wrong; nothing by default.
private protocol Mistake: Sendable {
  static var ignoresDraw: Bool { get }
  static var isDisordered: Bool { get }
  static var meanIsEvaluation: Bool { get }
  static var variesMore: Bool { get }
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S)
}

extension Mistake {
  static var ignoresDraw: Bool { false }
  static var isDisordered: Bool { false }
  static var meanIsEvaluation: Bool { false }
  static var variesMore: Bool { false }
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    right
  }
}

private enum NoMistake: Mistake {}
private enum DrawsNone: Mistake { static var ignoresDraw: Bool { true } }
private enum Disordered: Mistake { static var isDisordered: Bool { true } }
private enum MeanOfEvaluation: Mistake { static var meanIsEvaluation: Bool { true } }
private enum WrongVariance: Mistake { static var variesMore: Bool { true } }
private enum SlopeOfOnePercent: Mistake {
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    (right.gate, right.slope * 1.01)
  }
}
/// At the grid's two ends of u alone, where no average feels it.
private enum OpensWithU: Mistake {
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    u > 1 - 0x1p-22 && z > 40 ? (1, 0) : u < 0x1p-22 && z > 40 ? (right.gate / 2, 0) : right
  }
}
private enum FallsWithZ: Mistake {
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    z > 100 && z < 1e5 ? (0.5, 0) : right
  }
}
private enum SwallowsNaN: Mistake {
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    z.isNaN ? (0, 0) : right
  }
}
private enum OtherAtInfinity: Mistake {
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    z == -.infinity ? (0, 1) : right
  }
}
private enum LeaksBeyondOne: Mistake {
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    z > 100 ? (1.25, 0) : right
  }
}
private enum OtherInSingle: Mistake {
  static func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    S.self == Float.self ? (right.gate, right.slope * 1.001) : right
  }
}
