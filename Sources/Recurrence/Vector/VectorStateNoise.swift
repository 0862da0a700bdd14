import CKernels
import RandomStreams

/// The noise on one layer's states: its masks, and what only they make it necessary to keep.
final class VectorStateNoise {
  let input = VectorMask()
  let hidden = VectorMask()
  let write = VectorMask()
  let cell = VectorMask()
  let zoneoutCell = VectorMask()
  let zoneoutHidden = VectorMask()
  /// Whether the pass has any mask.
  private(set) var isThere = false
  /// What the pre-activations saw: x̃ [T, B, m] and h̃ [T, B, n].
  var seenInput = FloatBuffer()
  var seenHidden = FloatBuffer()
  /// ĉ where parts of it may be held: of every step [T, B, n], or of the present one.
  private var newCell = FloatBuffer()
  private var keepsNewCells = false
  private var size = 0
  /// Width of the hidden states, n.
  private(set) var units = 0
  /// The part of ∂ℓ/∂h_t that is ∂ℓ/∂h_{t−1} as it is, [B, n].
  var passing = FloatBuffer()

  /// Makes room for a pass of `steps` steps; `keepsNewCells` says whether ĉ is needed on the way back.
  func begin(
    _ masks: [StateMask], isDrawn: Bool, keepsNewCells: Bool, steps: Int, count: Int, inputs m: Int,
    hidden n: Int
  ) {
    isThere = !masks.isEmpty
    (size, units) = (count * n, n)
    for target in StateMask.Target.allCases {
      self[target].begin(
        masks.first { $0.target == target }, isDrawn: isDrawn, steps: steps, count: count,
        width: target == .input ? m : n)
    }
    if input.isThere { seenInput.reserve(steps * count * m) }
    if hidden.isThere { seenHidden.reserve(steps * size) }
    if zoneoutHidden.isThere { passing.reserve(size) }
    self.keepsNewCells = keepsNewCells
    if zoneoutCell.isThere { newCell.reserve(keepsNewCells ? steps * size : size) }
  }

  /// Draws all masks of a step for some of the sequences.
  func draw(_ noise: PassNoise, _ rows: Range<Int>, layer: Int, step: Int) {
    guard isThere else { return }
    for target in StateMask.Target.allCases { self[target].draw(noise, rows, layer: layer, step: step) }
  }

  /// ĉ of a step from a value on, where it is not c_t.
  func newCell(step: Int, from first: Int = 0) -> UnsafeMutablePointer<Float> {
    newCell.start + (keepsNewCells ? step * size : 0) + first
  }

  /// The mask on a target.
  subscript(target: StateMask.Target) -> VectorMask {
    switch target {
    case .input: input
    case .hidden: hidden
    case .write: write
    case .cell: cell
    case .zoneoutCell: zoneoutCell
    case .zoneoutHidden: zoneoutHidden
    }
  }
}
