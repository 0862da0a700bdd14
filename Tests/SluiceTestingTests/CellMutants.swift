import CKernels
import Catalog
import Recurrence

/// What a cell can get wrong, a mistake for each law.
enum CellMistake: String, CaseIterable {
  case none
  case namesBlocksAlike
  case hasACellOfNone
  case carriesTooMuch
  case forgetsAnInjection
  case writesWhatIsDropped
  case saysThatItKeeps
  case swallowsNaN
  case otherInSingle
  case longSlicesDiffer
  case pathsDiffer
}

/// h_t = (1 − g)∘h_{t−1} + m∘(g∘a), g and a of the input and the own state; right but for one mistake.
struct MistakenCell: ElementwiseCell {
  static let description = KindDescription(
    "mistaken", summary: "A gated cell.", formula: "h_t = (1 − g)∘h_{t−1} + g∘(W x + u∘h_{t−1} + b)",
    parameters: [Parameter("mistake", .text, default: .text("none"), summary: "What is wrong.")])

  private let mistake: CellMistake
  private let gate: CellGate
  private let candidate: CellBlock

  init(_ parameters: Parameters) throws(ParameterError) {
    mistake = CellMistake(rawValue: parameters.text("mistake"))!
    gate = CellGate("update", index: 0, block: CellBlock("update", index: 0, hidden: .ownUnit))
    candidate = CellBlock(
      mistake == .namesBlocksAlike ? "update" : "candidate", index: 1, hidden: .ownUnit)
  }

  var structure: CellStructure {
    CellStructure(
      blocks: [gate.block, candidate], gates: [gate], candidate: candidate,
      hasCell: mistake == .hasACellOfNone,
      retention: .init(gate, keeps: mistake == .saysThatItKeeps, isMixture: true))
  }

  var hasWrites: Bool { true }

  func forward<Scalar: CellScalar>(_ step: CellStep<Scalar>) {
    let (g, a, factors) = (step.values(gate), step.preActivations(candidate), step.writeFactors)
    let share = wrongShare(step.count, Scalar.self)
    for e in 0..<step.count {
      step.candidate[e] = a[e]
      let factor = mistake == .writesWhatIsDropped ? 1 : factors?[e] ?? 1
      step.hidden[e] = (1 - g[e]) * step.previous[e] + factor * (g[e] * a[e]) * share
      if mistake == .swallowsNaN, step.hidden[e].isNaN { step.hidden[e] = 0 }
    }
  }

  /// 1, or near it where the mistake is one of certain slices.
  private func wrongShare<Scalar: CellScalar>(_ count: Int, _: Scalar.Type) -> Scalar {
    switch mistake {
    case .otherInSingle where Scalar.self == Float.self: 0.99
    case .longSlicesDiffer where count > 100: 0.99
    case .pathsDiffer where String(cString: ckernels().pointee.name) == "portable": 0.99
    default: 1
    }
  }

  func backward<Scalar: CellScalar>(_ step: CellReturn<Scalar>) {
    let (g, slopes) = (step.values(gate), step.slopes(gate))
    for e in 0..<step.count {
      let (d, a) = (step.hiddenGradient[e], step.candidate[e])
      let factor = mistake == .writesWhatIsDropped ? 1 : step.writeFactors?[e] ?? 1
      slopes[e] *= d * (factor * a - step.previous[e])
      step.candidate[e] = d * factor * g[e]
      step.carried[e] = d * (1 - g[e]) * (mistake == .carriesTooMuch ? 1.1 : 1)
    }
  }

  func deriveBackward<Scalar: CellScalar>(_ step: CellReturn<Scalar>) {
    guard mistake == .forgetsAnInjection else { return }
    for e in 0..<step.count { step.slopes(gate)[e] *= 0.9 }
  }
}
