import CKernels
import Catalog
import Gating
import SluiceTesting
import Synchronization

/// A hard sigmoid with uniform noise of width ½, right in everything: g = clip(z/4 + ½ + ½·(½ − u), 0, 1).
struct Jitter: ElementwiseGatePolicy {
  static let description = KindDescription(
    "jitter", summary: "A jittered hard sigmoid.", formula: "g = clip(z/4 + ½ + ½·(½ − u), 0, 1)")

  init(_ parameters: Parameters) throws(ParameterError) {}
  init() {}

  var drawsPerUnit: Int { 1 }
  var derivative: GateDerivative { .pathwise }

  func sample<S: GateScalar>(_ z: S, uniforms: (S, S)) -> (gate: S, slope: S) {
    let shift: S = (0.5 - uniforms.0) / 2
    let linear: S = z / 4 + 0.5 + shift
    let gate = linear.clippedToUnit
    return (gate, .indicator(linear > 0 && linear < 1, witness: gate) / 4)
  }

  func discontinuities(_ z: Double, draw: Int) -> [Double] {
    [1, 0].map { end in 0.5 + (z / 4 + 0.5 - end) * 2 }
  }

  func evaluate<S: GateScalar>(_ z: S) -> S { (z / 4 + 0.5).clippedToUnit }

  func mean<S: GateScalar>(_ z: S) -> S {
    let center = z / 4 + 0.5
    if center <= -0.25 { return 0 }
    if center >= 1.25 { return 1 }
    let (low, high) = (center - 0.25, center + 0.25)
    let (a, b) = (low.clippedToUnit, high.clippedToUnit)
    let above: S = high > 1 ? high - 1 : 0
    return (((b - a) * (a + b) / 2 + above) * 2).clippedToUnit
  }
}

/// What can be wrong with a gate.
enum PolicyMistake: String, CaseIterable {
  case none, slopeOfOnePercent, meanOfEvaluation, wrongVariance, opensWithU, fallsWithZ, swallowsNaN
  case otherAtInfinity, leaksBeyondOne, otherInSingle, ignoresItsDraw, disordered
  /// Whole blocks of eight are computed otherwise than what is left of a slice.
  case blocksDiffer
  /// A slice longer than any that laws of a policy alone look at.
  case longSlicesDiffer
  /// On one of the kernel paths.
  case pathsDiffer
  /// The draw of the next unit has a part in it.
  case readsItsNeighbor
  /// Draws are read on beyond those that were declared.
  case readsBeyond
  /// A generator of its own, which nobody asked for.
  case drawsByItself
  case openProbability, slopeOfOpenProbability

  /// Gate and slope of one unit.
  func change<S: GateScalar>(_ z: S, _ u: S, _ right: (gate: S, slope: S)) -> (gate: S, slope: S) {
    switch self {
    case .slopeOfOnePercent: (right.gate, right.slope * 1.01)
    // At the grid's two ends of u alone, where no average feels it.
    case .opensWithU:
      u > 1 - 0x1p-22 && z > 40 ? (1, 0) : u < 0x1p-22 && z > 40 ? (right.gate / 2, 0) : right
    case .fallsWithZ: z > 100 && z < 1e5 ? (0.5, 0) : right
    case .swallowsNaN: z.isNaN ? (0, 0) : right
    case .otherAtInfinity: z == -.infinity ? (0, 1) : right
    case .leaksBeyondOne: z > 100 ? (1.25, 0) : right
    case .otherInSingle: S.self == Float.self ? (right.gate, right.slope * 1.001) : right
    default: right
    }
  }
}

/// The jittered gate with a mistake, which its setting names.
struct MistakenGate: PenalizedGatePolicy {
  static let description = KindDescription(
    "mistaken", summary: "A gate with a mistake.", formula: "g = clip(z/4 + ½ + ½·(½ − u), 0, 1)",
    parameters: [Parameter("mistake", .text, default: .text("none"), summary: "What is wrong.")])

  private static let calls = Atomic(0)
  private let right = Jitter()
  private let mistake: PolicyMistake

  init(_ parameters: Parameters) throws(ParameterError) {
    mistake = PolicyMistake(rawValue: parameters.text("mistake"))!
  }

  var drawsPerUnit: Int { 1 }
  var derivative: GateDerivative { .pathwise }

  func sample<S: GateScalar>(
    _ z: Span<S>, uniforms: Span<S>, gates: inout MutableSpan<S>, slopes: inout MutableSpan<S>
  ) {
    checkCounts(z, uniforms: uniforms, gates: gates, slopes: slopes)
    let (count, factor) = (z.count, factor(z.count, S.self))
    for i in 0..<count {
      var u = uniforms[i]
      switch mistake {
      case .ignoresItsDraw: u = 0.5
      case .readsItsNeighbor: u = (u + uniforms[(i + 1) % count]) / 2
      // Where the law of draws has put numbers behind them; elsewhere it might be nobody's memory.
      case .readsBeyond where count == moderatePreActivations.count:
        u = (u + uniforms[unchecked: count + i]) / 2
      default: break
      }
      let changed = mistake.change(z[i], u, right.sample(z[i], uniforms: (u, 0.5)))
      let isInBlock = mistake != .blocksDiffer || i < count / 8 * 8
      (gates[i], slopes[i]) = (isInBlock ? changed.gate * factor : changed.gate, changed.slope)
    }
  }

  /// What gates are multiplied by that depends on more than the gate's own arguments.
  private func factor<S: GateScalar>(_ count: Int, _: S.Type) -> S {
    let less = 1 - S.ulpOfOne
    switch mistake {
    case .blocksDiffer: return less
    case .longSlicesDiffer: return count > 150 && count < 250 ? less : 1
    case .pathsDiffer: return String(cString: ckernels().pointee.name) == "portable" ? less : 1
    case .drawsByItself:
      return Self.calls.wrappingAdd(1, ordering: .relaxed).newValue % 2 == 0 ? less : 1
    default: return 1
    }
  }

  func evaluate<S: GateScalar>(_ z: Span<S>, gates: inout MutableSpan<S>) { right.evaluate(z, gates: &gates) }

  func mean<S: GateScalar>(_ z: Span<S>, gates: inout MutableSpan<S>) {
    switch mistake {
    case .meanOfEvaluation, .ignoresItsDraw: right.evaluate(z, gates: &gates)
    default: right.mean(z, gates: &gates)
    }
  }

  /// By the quadrature.
  func variance<S: GateScalar>(_ z: Span<S>, into variances: inout MutableSpan<S>) {
    let quadrature = LawQuadrature()
    for i in 0..<z.count {
      let variance = z[i].isNaN ? .nan : quadrature.moments(of: self, at: Double(z[i])).variance
      variances[i] = S(mistake == .wrongVariance ? 1.01 * variance : variance)
    }
  }

  func discontinuities(_ z: Double, draw: Int) -> [Double] {
    let places = right.discontinuities(z, draw: draw)
    return mistake == .disordered && z > 5 ? places.reversed() : places
  }

  /// P(g ≠ 0) = P(u < z/2 + 3/2).
  func openProbability<S: GateScalar>(
    _ z: Span<S>, into probabilities: inout MutableSpan<S>, slopes: inout MutableSpan<S>
  ) {
    for i in 0..<z.count {
      let limit: S = mistake == .ignoresItsDraw ? (z[i] > -2 ? 1 : 0) : z[i] / 2 + 1.5
      let p = limit.clippedToUnit
      probabilities[i] = mistake == .openProbability ? p * p : z[i].isNaN ? z[i] : p
      let slope = S.indicator(limit > 0 && limit < 1, witness: z[i].isNaN ? z[i] : 0) / 2
      slopes[i] = mistake == .slopeOfOpenProbability ? slope * 1.01 : slope
    }
  }
}
