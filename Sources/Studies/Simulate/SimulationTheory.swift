import Gating
import Recurrence
import SequenceTasks
import Sequences
import Statistics
import Theory

/// What theory says of a simulation, step by step, where `StateIndependence` gives it closed forms.
///
/// It looks at each sequence once, in a pass without draws: pre-activations that do not depend on the state are those of
/// every rollout. Sums run over sequences and units in their order, so that the batches do not show.
struct SimulationTheory {
  /// Of layer 0, by gate in the order of `LSTMGate.allCases` and step; `nil` for gates that depend on the state.
  private(set) var gates: [[GateTheory]?]
  /// By step, the expected share that is kept since before step 0; `nil` without a closed form.
  private(set) var survival: [RunningMoments]?
  /// By step, mean and variance of the cells of layer 0; `nil` without a closed form.
  private(set) var cells: [(moments: GateTheory, variances: RunningMoments)]?

  private let laws: [GateLaw?]
  private let erases: Bool
  private let initialCell: [Double]
  private let masks: CellTheory.Masks
  private let isShared: Bool

  /// - Parameters:
  ///   - laws: the gates' laws, in the order of `LSTMGate.allCases`.
  ///   - independence: which pre-activations are free of the state.
  ///   - masks: the noise of the states.
  ///   - steps: the longest sequence.
  ///   - initialCell: c before the first step, [n].
  init(
    _ configuration: NetworkConfiguration, laws: [GateLaw], independence: StateIndependence,
    masks: [StateMask], steps: Int, initialCell: [Double]
  ) {
    self.laws = laws.map { $0.isStanding || independence.holds($0.block) ? $0 : nil }
    self.initialCell = initialCell
    self.masks = CellTheory.Masks(masks)
    isShared = laws.contains(where: \.isShared)
    erases = configuration.forgetConvention == .erase
    gates = self.laws.map { $0.map { _ in Array(repeating: GateTheory(), count: steps) } }
    let (input, forget) = (self.laws[0], self.laws[1])
    if let forget, forget.isIndependent || forget.isBernoulli {
      survival = Array(repeating: RunningMoments(), count: steps)
    }
    let cellMasks: [StateMask.Target] = [.write, .cell, .zoneoutCell]
    let sharesMasks = isShared && masks.contains { cellMasks.contains($0.target) }
    if let input, let forget, input.isIndependent, forget.isIndependent, !sharesMasks,
      independence.holds(.candidate)
    {
      cells = Array(repeating: (GateTheory(), RunningMoments()), count: steps)
    }
  }

  /// Takes in the sequences in these rows of a pass.
  mutating func take(_ engine: some LSTMEngine, _ batch: TaskBatch, rows: Range<Int>) {
    guard laws.contains(where: { $0 != nil }) else { return }
    let n = engine.configuration.hidden
    let isGateShared = laws[1].map { !$0.isIndependent } ?? false
    var retained = rows.map { _ in
      RetentionTheory(
        units: n, erases: erases, isGateShared: isGateShared, masks: masks, areMasksShared: isShared)
    }
    var cellStates = rows.map { _ in CellTheory(initial: initialCell, masks: masks) }
    var before: [Slice?] = laws.map { _ in nil }
    for step in 0..<batch.steps {
      let now = laws.map { law in
        law.map { Slice($0, engine, step: step) }
      }
      let candidates = cells == nil ? [] : engine.tape(.candidate, layer: 0, step: step).map { Double($0) }
      for row in rows where batch.lengths[row] > step {
        let place = row - rows.lowerBound
        let units = row * n..<(row + 1) * n
        for gate in laws.indices {
          if let slice = now[gate] { add(gate, step, slice, after: before[gate], units) }
        }
        guard let forget = now[1] else { continue }
        retained[place].advance(means: Array(forget.means[units]))
        let kept = retained[place].kept
        survival?[step].add(kept.span)
        guard cells != nil, let input = now[0] else { continue }
        cellStates[place].advance(
          retention: (forget.means[units].map { erases ? 1 - $0 : $0 }, Array(forget.variances[units])),
          input: (Array(input.means[units]), Array(input.variances[units])),
          areTied: laws[1]?.isTied ?? false, candidate: Array(candidates[units]))
        let (means, variances) = (cellStates[place].means, cellStates[place].variances)
        cells?[step].moments.add(means: means, variances: variances, openings: nil)
        cells?[step].variances.add(variances.span)
      }
      before = now
    }
  }

  private mutating func add(
    _ gate: Int, _ step: Int, _ slice: Slice, after before: Slice?, _ units: Range<Int>
  ) {
    let openings = slice.openings.map { Array($0[units]) }
    gates[gate]?[step].add(
      means: Array(slice.means[units]), variances: Array(slice.variances[units]), openings: openings)
    if let openings, let before = before?.openings, let law = laws[gate] {
      gates[gate]?[step].addTransitions(
        from: Array(before[units]), to: openings, isShared: !law.isIndependent)
    }
  }

  /// A gate's law at a slice of pre-activations.
  private struct Slice {
    let means: [Double]
    let variances: [Double]
    let openings: [Double]?

    init(_ law: GateLaw, _ engine: some LSTMEngine, step: Int) {
      // A gate that the variant does not have looks at no pre-activations, but has as many values as the others.
      let quantity = law.isStanding ? TapeQuantity.gate(.input) : .preActivation(law.block)
      let z = engine.tape(quantity, layer: 0, step: step).map { Double($0) }
      means = law.means(z.span)
      variances = law.variances(z)
      openings = law.openings(means: means)
    }
  }
}
