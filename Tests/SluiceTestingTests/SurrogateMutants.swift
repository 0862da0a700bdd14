import CKernels
import Catalog
import Gating

/// What can be wrong with a surrogate.
enum SurrogateMistake: String, CaseIterable {
  case none, fallsBelowZero, isLopsided, swallowsNaN, blocksDiffer, otherInSingle, pathsDiffer
}

/// The derivative of a sigmoid in place of a hard gate's, with a mistake, which its setting names.
struct MistakenSurrogate: SurrogateGradient {
  static let description = KindDescription(
    "mistaken", summary: "A surrogate with a mistake.", formula: "∂g/∂z := p(1 − p)/τ",
    parameters: [Parameter("mistake", .text, default: .text("none"), summary: "What is wrong.")])

  private let mistake: SurrogateMistake

  init(_ parameters: Parameters) throws(ParameterError) {
    mistake = SurrogateMistake(rawValue: parameters.text("mistake"))!
  }

  func replace<S: GateScalar>(
    _ slopes: inout MutableSpan<S>, preActivations: Span<S>, uniforms: Span<S>, gates: Span<S>,
    threshold: Double, temperature: Double, epoch: Int
  ) {
    let isOnPath = mistake == .pathsDiffer && String(cString: ckernels().pointee.name) == "portable"
    let count = slopes.count
    for i in 0..<count {
      let (p, offset) = (slopes[i], preActivations[i] - S(threshold))
      let right = p * (1 - p) / S(temperature)
      slopes[i] =
        switch mistake {
        case .fallsBelowZero: offset > 3 && offset < 4 ? -right : right
        case .isLopsided: offset > 0 ? right * 0.99 : right
        case .swallowsNaN: p.isNaN ? 0 : right
        case .blocksDiffer: i < count / 8 * 8 ? right * (1 - S.ulpOfOne) : right
        case .otherInSingle: S.self == Float.self ? right * 0.999 : right
        case .pathsDiffer: isOnPath ? right * (1 - S.ulpOfOne) : right
        case .none: right
        }
    }
  }
}
