/// The slices of one step of an ``ElementwiseCell`` in the reference engine, filled from arrays and read back into them.
final class ReferenceCell {
  private let count: Int
  private let structure: CellStructure
  private let memory: UnsafeMutablePointer<Double>
  private let slices: Int

  /// Room for a step of `count` values a slice.
  init(_ structure: CellStructure, count: Int) {
    (self.structure, self.count) = (structure, count)
    slices = structure.blocks.count + 2 * structure.gates.count + structure.kept + 7
    memory = .allocate(capacity: slices * count)
    memory.initialize(repeating: 0, count: slices * count)
  }

  deinit { memory.deallocate() }

  private func slice(_ index: Int) -> UnsafeMutablePointer<Double> { memory + index * count }
  private var firstGate: Int { structure.blocks.count }
  private var firstSlope: Int { firstGate + structure.gates.count }
  private var firstKept: Int { firstSlope + structure.gates.count }
  private var firstState: Int { firstKept + structure.kept }

  var candidate: UnsafeMutablePointer<Double> { slice(firstState) }
  var hidden: UnsafeMutablePointer<Double> { slice(firstState + 1) }
  var previous: UnsafeMutablePointer<Double> { slice(firstState + 2) }
  var hiddenGradient: UnsafeMutablePointer<Double> { slice(firstState + 3) }
  var carried: UnsafeMutablePointer<Double> { slice(firstState + 4) }
  private var writes: UnsafeMutablePointer<Double> { slice(firstState + 5) }
  func preActivations(_ block: CellBlock) -> UnsafeMutablePointer<Double> { slice(block.index) }
  func gate(_ gate: CellGate) -> UnsafeMutablePointer<Double> { slice(firstGate + gate.index) }
  func slope(_ gate: CellGate) -> UnsafeMutablePointer<Double> { slice(firstSlope + gate.index) }
  func kept(_ index: Int) -> UnsafeMutablePointer<Double> { slice(firstKept + index) }

  /// Where the way back leaves ∂ℓ/∂z of a block.
  func gradient(_ block: CellBlock) -> UnsafeMutablePointer<Double> {
    if let gate = structure.gates.first(where: { $0.block == block }) { return slope(gate) }
    return structure.extraBlocks.firstIndex(of: block).map(kept) ?? candidate
  }

  /// Fills a slice.
  func set(_ place: UnsafeMutablePointer<Double>, _ values: [Double]) {
    precondition(values.count == count, "a slice of another size")
    for e in 0..<count { place[e] = values[e] }
  }

  /// What a slice holds.
  func values(_ place: UnsafeMutablePointer<Double>) -> [Double] {
    Array(UnsafeBufferPointer(start: place, count: count))
  }

  private func writeFactors(_ masks: MaskValues) -> UnsafePointer<Double>? {
    guard !masks[.write].isEmpty else { return nil }
    set(writes, masks[.write])
    return UnsafePointer(writes)
  }

  /// The step forward on these slices.
  func forward(_ masks: MaskValues) -> CellStep<Double> {
    CellStep(
      count: count, previous: UnsafePointer(previous), hidden: hidden, candidate: candidate,
      writeFactors: writeFactors(masks),
      preActivations: CellSlices(structure.blocks.count, { self.slice($0) }, anywhere: memory),
      gates: CellSlices(structure.gates.count, { self.slice(self.firstGate + $0) }, anywhere: memory),
      kept: CellSlices(structure.kept, kept, anywhere: memory))
  }

  /// The step back.
  func backward(_ masks: MaskValues) -> CellReturn<Double> {
    CellReturn(
      count: count, hiddenGradient: UnsafePointer(hiddenGradient), carried: carried,
      previous: UnsafePointer(previous), hidden: UnsafePointer(hidden), candidate: candidate,
      writeFactors: writeFactors(masks),
      gates: CellSlices(structure.gates.count, { self.slice(self.firstGate + $0) }, anywhere: memory),
      slopes: CellSlices(structure.gates.count, { self.slice(self.firstSlope + $0) }, anywhere: memory),
      kept: CellSlices(structure.kept, kept, anywhere: memory))
  }
}
