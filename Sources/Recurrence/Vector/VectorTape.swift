/// What a layer remembers of a pass: slabs [T, B, n], one for each quantity.
///
/// Slabs are not a power of two apart, because a step reads and writes more of them at once than the first
/// level of cache has places for one address modulo 4,096.
struct VectorTape: ~Copyable {
  /// The place of each quantity. `cell` and `hidden` begin with the state before the first step.
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
  /// Values of one step, B·n.
  private(set) var stepSize = 0
  /// Time steps of the pass.
  private(set) var steps = 0

  /// Makes room for a pass.
  mutating func begin(steps: Int, stepSize: Int) {
    (self.steps, self.stepSize) = (steps, stepSize)
    let page = 1024
    slab = ((steps + 1) * stepSize + page - 1) / page * page + 80
    buffer.reserve(Self.slabs * slab)
  }

  /// The values of a step and of those after it.
  func values(_ first: Slab, _ index: Int = 0, step: Int) -> UnsafeMutablePointer<Float> {
    buffer.start + (first.rawValue + index) * slab + step * stepSize
  }

  /// The uniforms of a gate at a step, `draws` for each unit.
  func uniforms(_ gate: Int, draws: Int, step: Int) -> UnsafeMutablePointer<Float> {
    buffer.start + (Slab.uniform.rawValue + 2 * gate) * slab + step * draws * stepSize
  }
}
