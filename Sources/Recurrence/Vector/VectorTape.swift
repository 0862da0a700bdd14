/// What a layer remembers of a pass: slabs [T, B, n], one for each quantity.
///
/// Slabs are not a power of two apart, because a step reads and writes more of them at once than the first
/// level of cache has places for one address modulo 4,096.
struct VectorTape: ~Copyable {
  /// The place of each quantity. `cell` and `hidden` begin with the state before the first step, and so does `gate` where
  /// gates see gates: step −1.
  enum Slab: Int {
    case preActivation = 0  // four: i, f, g, o
    case gate = 4  // three: i, f, o
    case slope = 7  // three
    case candidate = 10
    case cell, cellTanh, hidden
    case preActivationGradient = 14  // four
    case cellGradient = 18
    case upstream  // ∂ℓ/∂h_t from above
    case uniform = 20  // three of two each: a step has all first draws, then all second ones
  }

  private static let slabs = 26
  private var buffer = FloatBuffer()
  private var slab = 0
  private var firstGate = 0
  /// Values of one step, B·n.
  private(set) var stepSize = 0
  /// Time steps of the pass.
  private(set) var steps = 0

  /// Makes room for a pass; with `gatesBefore`, the gates before the first step are there, and are 0.
  mutating func begin(steps: Int, stepSize: Int, gatesBefore: Bool) {
    (self.steps, self.stepSize) = (steps, stepSize)
    firstGate = gatesBefore ? stepSize : 0
    let page = 1024
    slab = ((steps + 1) * stepSize + page - 1) / page * page + 80
    buffer.reserve(Self.slabs * slab)
    guard gatesBefore else { return }
    for gate in 0..<3 { values(.gate, gate, step: -1).update(repeating: 0, count: stepSize) }
  }

  /// The values of a step and of those after it.
  func values(_ first: Slab, _ index: Int = 0, step: Int) -> UnsafeMutablePointer<Float> {
    let start = first == .gate ? firstGate : 0
    return buffer.start + (first.rawValue + index) * slab + start + step * stepSize
  }

  /// The uniforms of a gate at a step, `draws` for each unit.
  func uniforms(_ gate: Int, draws: Int, step: Int) -> UnsafeMutablePointer<Float> {
    buffer.start + (Slab.uniform.rawValue + 2 * gate) * slab + step * draws * stepSize
  }
}
