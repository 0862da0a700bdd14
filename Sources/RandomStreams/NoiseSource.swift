/// Where a network's uniforms come from: a ``NoiseField``, or draws that someone has chosen.
///
/// An engine asks for a place once in a pass, with the sequences of the batch as rows. Enumerations and quadratures
/// answer with nodes of their own choice instead of random numbers, for which they are shown what the gate sees; a
/// ``NoiseField`` ignores that.
public protocol NoiseSource: AnyObject {
  /// Writes uniforms in (0, 1), row-major.
  ///
  /// - Parameters:
  ///   - uniforms: [B, n] for a gate and for masks on cells and hidden states, [B, width] for a mask on inputs, [B, 1]
  ///     for a decision on a whole step.
  ///   - place: what the uniforms are for.
  ///   - preActivations: z [B, n] of the gate; empty for masks.
  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>)

  /// The same in double precision.
  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>)
}

extension NoiseSource {
  /// Writes uniforms for a mask, which has no pre-activations.
  public func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace) {
    fill(&uniforms, at: place, preActivations: Span<Float>())
  }

  /// The same in double precision.
  public func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace) {
    fill(&uniforms, at: place, preActivations: Span<Double>())
  }
}
