import CKernels
import Catalog
import Recurrence
import Synchronization

/// What a skip rule can get wrong, a mistake for each law.
enum SkipMistake: String, CaseIterable {
  case none
  case negativeBudget
  case chargesForNothing
  case otherEachTime
  case looksAtADraw
  case takesTheUnlikely
  case takesLargeDraws
  case neverCertain
  case otherInSingle
  case pathsDiffer
}

/// u_t = 1[p_t ≥ ½], or 1[u < p_t] of a mistake about draws; right but for one mistake.
struct MistakenSkip: SkipRule {
  static let description = KindDescription(
    "mistaken", summary: "A rule for skipping.", formula: "u_t = 1[p_t ≥ ½]",
    parameters: [Parameter("mistake", .text, default: .text("none"), summary: "What is wrong.")])

  private static let calls = Mutex(0)
  private let mistake: SkipMistake

  init(_ parameters: Parameters) throws(ParameterError) {
    mistake = SkipMistake(rawValue: parameters.text("mistake"))!
  }

  var learns: Bool { mistake != .chargesForNothing }
  var bias: Double { 0 }
  var budget: Double {
    switch mistake {
    case .negativeBudget: -1
    case .chargesForNothing: 1
    default: 0.1
    }
  }
  var draws: Bool { mistake == .takesLargeDraws }

  func takes<Scalar: BinaryFloatingPoint>(_ probability: Scalar, uniform: Scalar?) -> Bool {
    let isLikely = probability >= 0.5
    switch mistake {
    case .otherEachTime:
      let call = Self.calls.withLock { calls in
        calls += 1
        return calls
      }
      return call % 3 == 0
    case .looksAtADraw: return uniform.map { $0 < probability } ?? isLikely
    case .takesTheUnlikely: return probability < 0.5 || probability == 1
    case .takesLargeDraws: return uniform.map { $0 > 1 - probability } ?? isLikely
    case .neverCertain: return isLikely && probability < 1
    case .otherInSingle: return Scalar.self == Float.self ? probability >= 0.25 : isLikely
    case .pathsDiffer where String(cString: ckernels().pointee.name) == "portable": return true
    default: return isLikely
    }
  }
}
