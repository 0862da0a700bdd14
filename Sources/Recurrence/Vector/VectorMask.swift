import CKernels
import RandomStreams

/// The draws of one mask on a layer's states, kept for the way back.
///
/// Kernels get the uniforms themselves and compare as they go, so that a mask costs no pass of its own.
final class VectorMask {
  private var mask: StateMask?
  private var isDrawn = false
  private var count = 0
  private var width = 0
  /// [T, B, width]; without T where a draw serves the whole sequence, without width where it decides for all units.
  private var draws = FloatBuffer()
  /// A step's draws for all units, [B, width], where one decides for all.
  private var spread = FloatBuffer()

  /// Whether the pass has this mask and draws it.
  var isDropped: Bool { mask != nil && isDrawn }

  /// Whether the pass has this mask.
  var isThere: Bool { mask != nil }

  /// Makes room for a pass; without a mask, or where nothing is drawn, none is needed.
  func begin(_ mask: StateMask?, isDrawn: Bool, steps: Int, count: Int, width: Int) {
    self.mask = mask
    self.isDrawn = isDrawn
    (self.count, self.width) = (count, width)
    guard let mask, isDrawn else { return }
    draws.reserve(mask.isForWholeSequence ? stepSize : steps * stepSize)
    if mask.isForWholeStep { spread.reserve(count * width) }
  }

  /// Draws the mask of a step for some of the sequences.
  func draw(_ noise: PassNoise, _ rows: Range<Int>, layer: Int, step: Int) {
    guard let mask, isDrawn, step == 0 || !mask.isForWholeSequence else { return }
    let size = mask.isForWholeStep ? 1 : width
    let slice = UnsafeMutableBufferPointer(
      start: start(step) + rows.lowerBound * size, count: rows.count * size)
    noise.fill(slice, at: mask.place(layer: layer, step: step), rows)
  }

  /// The mask as a dropout of a step; none where the mask is absent or stands for its mean, factor 1.
  func dropout(step: Int, _ rows: Range<Int>) -> ckernels_dropout {
    guard let mask, isDrawn else { return ckernels_dropout(uniforms: nil, keep: 1, factor: 1) }
    return ckernels_dropout(
      uniforms: uniforms(step: step, rows), keep: Float(1 - mask.rate), factor: Float(1 / (1 - mask.rate)))
  }

  /// The mask as a choice between old and new states; their mean where nothing is drawn.
  func zoneout(step: Int, _ rows: Range<Int>) -> ckernels_zoneout {
    guard let mask else { return ckernels_zoneout(uniforms: nil, rate: 0) }
    return ckernels_zoneout(uniforms: isDrawn ? uniforms(step: step, rows) : nil, rate: Float(mask.rate))
  }

  /// What the mask did at a step, [B, width]; empty where it is absent.
  func values(step: Int) -> [Float] {
    guard let mask else { return [] }
    guard isDrawn else { return Array(repeating: Float(mask.expectation), count: count * width) }
    var values = Array(UnsafeBufferPointer(start: uniforms(step: step, 0..<count), count: count * width))
    var span = values.mutableSpan
    mask.draw(&span)
    return values
  }

  private var stepSize: Int { count * (mask?.isForWholeStep == true ? 1 : width) }

  private func start(_ step: Int) -> UnsafeMutablePointer<Float> {
    draws.start + (mask?.isForWholeSequence == true ? 0 : step * stepSize)
  }

  /// A step's uniforms for all units of some sequences, [rows, width].
  private func uniforms(step: Int, _ rows: Range<Int>) -> UnsafePointer<Float> {
    let (drawn, first) = (start(step), rows.lowerBound * width)
    guard mask?.isForWholeStep == true else { return UnsafePointer(drawn + first) }
    for row in rows { (spread.start + row * width).update(repeating: drawn[row], count: width) }
    return UnsafePointer(spread.start + first)
  }
}
