import Gating
import RandomStreams

extension ReferenceLayerPass {
  /// Draws the step's masks, or takes their expectation, and covers what pre-activations see with them.
  ///
  /// Masks for whole sequences are drawn at the first step and kept in `sequenceMasks`; masks for whole steps share a draw.
  func mask(_ step: inout ReferenceStep, _ t: Int, _ sequenceMasks: inout MaskValues) {
    var drawn: (place: NoisePlace, uniforms: [Double])?
    for mask in gates.stateMasks(of: layout.structure) {
      if mask.isForWholeSequence, t > 0 {
        step.masks[mask.target] = sequenceMasks[mask.target]
        continue
      }
      let width = mask.target == .input ? configuration.inputWidth(layer: layer) : configuration.hidden
      guard mode.draws else {
        step.masks[mask.target] = Array(repeating: mask.expectation, count: lengths.count * width)
        continue
      }
      let place = mask.place(layer: layer, step: t)
      if drawn?.place != place {
        drawn = (place, uniforms(at: place, width: mask.isForWholeStep ? 1 : width))
      }
      var values = drawn?.uniforms ?? []
      var span = values.mutableSpan
      mask.draw(&span)
      step.masks[mask.target] =
        mask.isForWholeStep ? values.flatMap { Array(repeating: $0, count: width) } : values
    }
    if t == 0 { sequenceMasks = step.masks }
    step.input = step.masks.apply(.input, to: step.input)
    step.seenHidden = step.masks.apply(.hidden, to: step.previousHidden)
  }

  private func uniforms(at place: NoisePlace, width: Int) -> [Double] {
    guard let noise else { preconditionFailure("noise on states needs a source") }
    var uniforms = [Double](repeating: 0, count: lengths.count * width)
    var span = uniforms.mutableSpan
    noise.fill(&span, at: place)
    return uniforms
  }
}
