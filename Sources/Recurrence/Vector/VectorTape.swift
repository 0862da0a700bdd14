/// What a layer remembers of a pass: slabs [T, B, n], one for each quantity.
///
/// The way back writes ∂ℓ/∂z where the slopes and the candidate stood, which nothing needs any more: a slab less to
/// stream through the cache is time gained. What gates saw, z and u, no way back needs; it is kept for all steps only
/// where someone asked for it.
///
/// Slabs are not a power of two apart, because a step reads and writes more of them at once than the first
/// level of cache has places for one address modulo 4,096.
struct VectorTape {
  /// The place of each quantity. `cell` and `hidden` begin with the state before the first step, and so does `gate` where
  /// gates see gates: step −1.
  enum Slab: Int {
    case gate = 0  // three: i, f, o
    case slope = 3  // three
    case candidate = 6
    case cell, cellTanh, hidden
    case cellGradient
    case upstream  // ∂ℓ/∂h_t from above
  }

  /// The place of each thing that gates saw.
  enum Seen: Int {
    case preActivation = 0  // four: i, f, g, o
    case uniform = 4  // three of two each: a step has all first draws, then all second ones
  }

  private let start: UnsafeMutablePointer<Float>
  private let slab: Int
  /// From the start of a slab of gates to the first step.
  private let firstGate: Int
  private let seen: UnsafeMutablePointer<Float>
  private let seenSlab: Int
  /// From a step's z to the next one's: 0 where they share their place.
  private let seenStep: Int
  /// Values of one step, B·n.
  let stepSize: Int
  /// Time steps of the pass.
  let steps: Int

  /// Makes room for a pass; with `gatesBefore`, the gates before the first step are there, and are 0.
  init(
    _ memory: inout VectorTapeMemory, steps: Int, stepSize: Int, gatesBefore: Bool, keepsSeen: Bool
  ) {
    (self.steps, self.stepSize) = (steps, stepSize)
    firstGate = gatesBefore ? stepSize : 0
    slab = Self.size((steps + 1) * stepSize)
    memory.kept.reserve(12 * slab)
    start = memory.kept.start
    seenStep = keepsSeen ? stepSize : 0
    seenSlab = Self.size(keepsSeen ? steps * stepSize : stepSize)
    memory.seen.reserve(10 * seenSlab)
    seen = memory.seen.start
    guard gatesBefore else { return }
    for gate in 0..<3 { values(.gate, gate, step: -1).update(repeating: 0, count: stepSize) }
  }

  private static func size(_ count: Int) -> Int {
    let page = 1024
    return (count + page - 1) / page * page + 80
  }

  /// Whether z and u of every step are there.
  var keepsSeen: Bool { steps <= 1 || seenStep > 0 }

  /// The values of a step and of those after it.
  func values(_ first: Slab, _ index: Int = 0, step: Int) -> UnsafeMutablePointer<Float> {
    let before = first == .gate ? firstGate : 0
    return start + (first.rawValue + index) * slab + before + step * stepSize
  }

  /// z of a row group at a step.
  func preActivations(_ block: Int, step: Int) -> UnsafeMutablePointer<Float> {
    seen + (Seen.preActivation.rawValue + block) * seenSlab + step * seenStep
  }

  /// ∂ℓ/∂z of a row group at a step and at those after it, once the way back has been there.
  func slopes(_ block: GateBlock, step: Int) -> UnsafeMutablePointer<Float> {
    switch block {
    case .input: values(.slope, 0, step: step)
    case .forget: values(.slope, 1, step: step)
    case .candidate: values(.candidate, step: step)
    case .output: values(.slope, 2, step: step)
    }
  }

  /// The uniforms of a gate at a step, `draws` for each unit.
  func uniforms(_ gate: Int, draws: Int, step: Int) -> UnsafeMutablePointer<Float> {
    seen + (Seen.uniform.rawValue + 2 * gate) * seenSlab + step * draws * seenStep
  }
}

/// What a tape is written on, kept from pass to pass.
struct VectorTapeMemory: ~Copyable {
  fileprivate var kept = FloatBuffer()
  fileprivate var seen = FloatBuffer()
}
