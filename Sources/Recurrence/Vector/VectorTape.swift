/// What a layer remembers of a pass: slabs [T, B, n], one for each quantity.
///
/// The way back writes ∂ℓ/∂z where the slopes and the candidate stood, which nothing needs any more: a slab less to
/// stream through the cache is time gained. What gates saw, z and u, no way back needs; each is kept for all steps only
/// where someone asked for it.
///
/// Slabs are not a power of two apart, because a step reads and writes more of them at once than the first
/// level of cache has places for one address modulo 4,096.
struct VectorTape {
  /// What slabs hold. `cell` and `hidden` begin with the state before the first step, and so does `gate`
  /// where gates see gates: step −1.
  enum Slab: Int {
    case gate  // one for each gate of the cell, as for slopes
    case candidate
    case cell, hidden
    // What only the way back reads: where there is none, all steps share one place.
    case slope
    case kept  // what the cell's step keeps; of an LSTM tanh(c)
    case memoryGradient  // ∂ℓ/∂c_t, or ∂ℓ/∂h_t of a cell without c
    case upstream  // ∂ℓ/∂h_t from above
  }

  /// The first slab of each kind: those of the way forward, then those of the way back, each counted from 0.
  private let places: InlineArray<8, Int>

  private var start: UnsafeMutablePointer<Float>
  private let slab: Int
  /// From the start of a slab of gates to the first step.
  private let firstGate: Int
  /// The slabs that only the way back reads, and how far steps lie apart there.
  private var back: UnsafeMutablePointer<Float>
  private let backSlab: Int
  private let backStep: Int
  private var seen: UnsafeMutablePointer<Float>
  private let seenSlab: Int
  private var chance: UnsafeMutablePointer<Float>
  private var drawn: UnsafeMutablePointer<Float>
  private let drawnSlab: Int
  /// Whether z of every step is there.
  let keepsSeen: Bool
  /// Whether p of every step is there, of gates that are drawn 0 or 1.
  let keepsChances: Bool
  /// Whether u of every step is there.
  let keepsDrawn: Bool
  /// Steps whose inputs meet their weights together, a power of two.
  ///
  /// One row's product is bound by the way of the weights from the cache to the multipliers, and several rows share that
  /// way. With enough sequences a step alone has the rows, and its chains stay in registers from the bias to the end.
  let stepsAtOnce: Int
  /// From one step to the next, B·n.
  let stepSize: Int
  /// Values of one step that are in this part.
  private(set) var size: Int
  /// Values of one step before them.
  private var first = 0
  /// Parts that the batch's sequences are split into, each with its own place for uniforms.
  private let parts: Int
  /// Time steps of the pass.
  let steps: Int

  /// Makes room for a pass; with `gatesBefore`, the gates before the first step are there, and are 0.
  init(
    _ memory: inout VectorTapeMemory, _ structure: CellStructure, steps: Int, count: Int, hidden: Int,
    parts: Int = 1, gatesBefore: Bool = false, keepsSeen: Bool = false, keepsChances: Bool = false,
    keepsDrawn: Bool = false,
    comesBack: Bool = false
  ) {
    (self.steps, self.parts, stepSize, size) = (steps, parts, count * hidden, count * hidden)
    firstGate = gatesBefore ? stepSize : 0
    slab = Self.size((steps + 1) * stepSize)
    backStep = comesBack ? stepSize : 0
    backSlab = Self.size(comesBack ? steps * stepSize : stepSize)
    let gates = structure.gates.count
    let states = gates + 1 + (structure.hasCell ? 1 : 0)
    places = [
      0, gates, gates + 1, states, 0, gates, gates + structure.kept, gates + structure.kept + 1,
    ]
    memory.kept.reserve((states + 1) * slab + (gates + structure.kept + 2) * backSlab)
    start = memory.kept.start
    back = start + (states + 1) * slab
    (self.keepsSeen, self.keepsChances, self.keepsDrawn) = (keepsSeen, keepsChances, keepsDrawn)
    stepsAtOnce = Self.stepsAtOnce(count, isFree: structure.isFree && parts == 1)
    seenSlab = Self.size((keepsSeen ? steps : stepsAtOnce) * stepSize)
    drawnSlab = Self.size((keepsDrawn ? steps : 1) * stepSize)
    // Of all blocks; of all gates; and of all gates two draws each.
    let (blocks, chances) = (structure.blocks.count * seenSlab, keepsChances ? gates * seenSlab : 0)
    memory.seen.reserve(blocks + chances + 2 * gates * drawnSlab)
    seen = memory.seen.start
    chance = seen + blocks
    drawn = chance + chances
    guard gatesBefore else { return }
    for gate in 0..<gates { values(.gate, gate, step: -1).update(repeating: 0, count: stepSize) }
  }

  /// The same tape for some of the sequences: what lies at a step is theirs.
  func part(_ rows: Range<Int>, hidden: Int) -> VectorTape {
    var part = self
    (part.first, part.size) = (rows.lowerBound * hidden, rows.count * hidden)
    part.start += part.first
    part.back += part.first
    part.seen += part.first
    part.chance += part.first
    part.drawn += part.first
    return part
  }

  /// Where no chain depends on the state, as many steps as give a product its full speed, and their pre-activations a place in the
  /// cache: about 256 rows.
  private static func stepsAtOnce(_ count: Int, isFree: Bool) -> Int {
    var steps = count < 4 ? 16 : 1
    while isFree, count > 0, steps * count < 256 { steps *= 2 }
    return steps
  }

  private static func size(_ count: Int) -> Int {
    let page = 1024
    return (count + page - 1) / page * page + 80
  }

  /// The values of a step and of those after it.
  @inline(__always)
  func values(_ first: Slab, _ index: Int = 0, step: Int) -> UnsafeMutablePointer<Float> {
    let place = places[first.rawValue] + index
    guard first.rawValue < Slab.slope.rawValue else { return back + place * backSlab + step * backStep }
    return start + place * slab + (first == .gate ? firstGate : 0) + step * stepSize
  }

  /// z of a block at a step, and of those after it until a multiple of ``stepsAtOnce``.
  @inline(__always)
  func preActivations(_ block: Int, step: Int) -> UnsafeMutablePointer<Float> {
    let place = keepsSeen ? step : step & (stepsAtOnce - 1)
    return seen + block * seenSlab + place * stepSize
  }

  /// p of a gate that is drawn 0 or 1 at a step, and at those after it.
  @inline(__always)
  func chances(_ gate: Int, step: Int) -> UnsafeMutablePointer<Float> {
    chance + gate * seenSlab + step * stepSize
  }

  /// ∂ℓ/∂z of a block at a step and at those after it, once the way back has been there.
  @inline(__always)
  func slopes(_ place: SlopePlace, step: Int) -> UnsafeMutablePointer<Float> {
    values(place.slab, place.index, step: step)
  }

  /// The uniforms of a gate at a step, `draws` for each unit: all first draws of a part, then all its second ones.
  @inline(__always)
  func uniforms(_ gate: Int, draws: Int, step: Int) -> UnsafeMutablePointer<Float> {
    let place = (keepsDrawn ? step * draws * stepSize : 0) + (draws - 1) * first
    return drawn + 2 * gate * drawnSlab + place
  }

  /// The uniforms of one draw, [B, n], from all parts.
  func uniforms(_ gate: Int, draw: Int, of draws: Int, step: Int, hidden: Int) -> [Float] {
    (0..<parts).flatMap { index in
      let part = part(ThreadTeam.part(index, of: parts, count: stepSize / hidden), hidden: hidden)
      return UnsafeBufferPointer(
        start: part.uniforms(gate, draws: draws, step: step) + draw * part.size, count: part.size)
    }
  }
}

/// Where the way back leaves ∂ℓ/∂z of a block: in the place of its gate's slopes, of the candidate, or of what the cell kept.
struct SlopePlace {
  let slab: VectorTape.Slab
  let index: Int

  init(_ block: CellBlock, in structure: CellStructure) {
    if let gate = structure.gates.first(where: { $0.block == block }) {
      (slab, index) = (.slope, gate.index)
    } else if let extra = structure.extraBlocks.firstIndex(of: block) {
      (slab, index) = (.kept, extra)
    } else {
      (slab, index) = (.candidate, 0)
    }
  }
}

/// What a tape is written on, kept from pass to pass.
struct VectorTapeMemory: ~Copyable {
  fileprivate var kept = FloatBuffer()
  fileprivate var seen = FloatBuffer()
}
