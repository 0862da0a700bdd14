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
  /// Of layer 0, by gate in the order of the cell and step; `nil` for gates that depend on the state.
  private(set) var gates: [[GateTheory]?]
  /// By step, the expected share that is kept since before step 0; `nil` without a closed form.
  private(set) var survival: [RunningMoments]?
  /// By step, mean and variance of the memory of layer 0; `nil` without a closed form.
  private(set) var memory: [(moments: GateTheory, variances: RunningMoments)]?

  private let laws: [GateLaw?]
  /// The law of the gate that keeps or erases, where it has closed forms, and that of the one that writes.
  private let retaining: Role?
  private let writing: Role?
  private let erases: Bool
  private let initial: [Double]
  private let masks: CellTheory.Masks
  private let isShared: Bool
  /// Whether what is written is what is not kept.
  private let areTied: Bool

  /// - Parameters:
  ///   - laws: the gates' laws, in the order of the cell.
  ///   - independence: which pre-activations are free of the state.
  ///   - masks: the noise of the states.
  ///   - steps: the longest sequence.
  ///   - initial: the memory before the first step, [n].
  init(
    _ configuration: NetworkConfiguration, laws: [GateLaw], independence: StateIndependence,
    masks: [StateMask], steps: Int, initial: [Double]
  ) {
    // Which steps are taken depends on the state, and what is said of gates is said of those.
    self.laws = laws.map {
      !configuration.skips && ($0.isStanding || independence.holds($0.block)) ? $0 : nil
    }
    self.initial = initial
    self.masks = CellTheory.Masks(masks, hold: configuration.memoryHold)
    isShared = laws.contains(where: \.isShared)
    erases = configuration.retention.map { !$0.keeps } ?? false
    gates = self.laws.map { $0.map { _ in Array(repeating: GateTheory(), count: steps) } }
    retaining = Role(configuration.retention?.gate, self.laws)
    let isMixture = configuration.structure.retention?.isMixture ?? false
    writing = isMixture ? retaining : configuration.structure.hasCell ? Role(.input, self.laws) : nil
    areTied = isMixture || (retaining?.law.isTied ?? false)
    if let law = retaining?.law, law.isIndependent || law.isBernoulli {
      survival = Array(repeating: RunningMoments(), count: steps)
    }
    let memoryMasks: [StateMask.Target] = [.write, .cell, configuration.memoryHold]
    let sharesMasks = isShared && masks.contains { memoryMasks.contains($0.target) }
    if let writing, let retaining, writing.law.isIndependent, retaining.law.isIndependent, !sharesMasks,
      independence.holds(configuration.structure.candidate)
    {
      memory = Array(repeating: (GateTheory(), RunningMoments()), count: steps)
    }
  }

  /// A gate's law, with the gate's place in the cell.
  private struct Role {
    let place: Int
    let law: GateLaw

    /// `nil` without such a gate, or where its law has no closed form.
    init?(_ gate: CellGate?, _ laws: [GateLaw?]) {
      guard let gate, let law = laws[gate.index] else { return nil }
      (place, self.law) = (gate.index, law)
    }
  }

  /// Takes in the sequences in these rows of a pass.
  mutating func take(_ engine: some RecurrentEngine, _ batch: TaskBatch, rows: Range<Int>) {
    guard laws.contains(where: { $0 != nil }) else { return }
    let n = engine.configuration.hidden
    let isGateShared = retaining.map { !$0.law.isIndependent } ?? false
    var retained = rows.map { _ in
      RetentionTheory(
        units: n, erases: erases, isGateShared: isGateShared, masks: masks, areMasksShared: isShared)
    }
    var cellStates = rows.map { _ in CellTheory(initial: initial, masks: masks) }
    var before: [Slice?] = laws.map { _ in nil }
    for step in 0..<batch.steps {
      let now = laws.map { law in
        law.map { Slice($0, engine, step: step) }
      }
      let candidates = memory == nil ? [] : engine.tape(.candidate, layer: 0, step: step).map { Double($0) }
      for row in rows where batch.lengths[row] > step {
        let place = row - rows.lowerBound
        let units = row * n..<(row + 1) * n
        for gate in laws.indices {
          if let slice = now[gate] { add(gate, step, slice, after: before[gate], units) }
        }
        guard let retaining, let gate = now[retaining.place] else { continue }
        retained[place].advance(means: Array(gate.means[units]))
        let kept = retained[place].kept
        survival?[step].add(kept.span)
        guard memory != nil, let writing, let write = now[writing.place] else { continue }
        let retention = gate.means[units].map { erases ? 1 - $0 : $0 }
        // A gate that mixes writes what it does not keep.
        let isMixture = writing.place == retaining.place
        cellStates[place].advance(
          retention: (retention, Array(gate.variances[units])),
          input: (
            isMixture ? retention.map { 1 - $0 } : Array(write.means[units]), Array(write.variances[units])
          ), areTied: areTied, candidate: Array(candidates[units]))
        let (means, variances) = (cellStates[place].means, cellStates[place].variances)
        memory?[step].moments.add(means: means, variances: variances, openings: nil)
        memory?[step].variances.add(variances.span)
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

    init(_ law: GateLaw, _ engine: some RecurrentEngine, step: Int) {
      // A gate that the variant does not have looks at no pre-activations, but has as many values as the others.
      let quantity = law.isStanding ? TapeQuantity.hidden : .preActivation(law.block)
      let z = engine.tape(quantity, layer: 0, step: step).map { Double($0) }
      means = law.means(z.span)
      variances = law.variances(z)
      openings = law.openings(means: means)
    }
  }
}
