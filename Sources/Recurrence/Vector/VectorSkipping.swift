/// What one layer of the fast engine needs where steps may be skipped: what a skipped step would have left, and a place for the
/// sequences that take one.
final class VectorSkipping {
  /// The update gate.
  let gate: UpdateGate<Float>
  /// Values of one step, B·n.
  private var stepSize = 0
  private let inputWidth: Int
  private let hidden: Int
  private let structure: CellStructure
  /// Ĥ and Ĉ, [T, B, n] each: S(s_{t−1}, x_t), which the way back needs of steps that were skipped.
  private var offers = FloatBuffer()
  private var steps = 0
  /// Whether a step is computed for those sequences alone that take it.
  private(set) var gathers = false
  /// x_t of those sequences, and the tape of their step.
  private var inputs = FloatBuffer()
  private var memory = VectorTapeMemory()
  private(set) var tape: VectorTape

  init(_ gate: UpdateGate<Float>, _ configuration: NetworkConfiguration, layer: Int) {
    self.gate = gate
    (inputWidth, hidden) = (configuration.inputWidth(layer: layer), configuration.hidden)
    structure = configuration.structure
    tape = VectorTape(&memory, structure, steps: 0, count: 0, hidden: hidden)
  }

  /// Makes room for a pass.
  ///
  /// - Parameters:
  ///   - keepsOffers: whether the pass comes back.
  ///   - gathers: whether nothing but the sequences that take a step needs it.
  func begin(steps: Int, count: Int, keepsOffers: Bool, gathers: Bool) {
    (self.steps, stepSize, self.gathers) = (steps, count * hidden, gathers)
    if keepsOffers { offers.reserve((structure.hasCell ? 2 : 1) * steps * stepSize) }
    guard gathers else { return }
    inputs.reserve(count * inputWidth)
    tape = VectorTape(&memory, structure, steps: 1, count: count, hidden: hidden)
  }

  /// Ĥ of a step.
  func hidden(_ t: Int) -> UnsafeMutablePointer<Float> { offers.start + t * stepSize }

  /// Ĉ of a step.
  func cell(_ t: Int) -> UnsafeMutablePointer<Float> { offers.start + (steps + t) * stepSize }

  /// A place for x_t of gathered sequences, from one on.
  func inputs(from row: Int) -> UnsafeMutablePointer<Float> { inputs.start + row * inputWidth }
}
