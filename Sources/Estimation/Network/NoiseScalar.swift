import Gating
import RandomStreams

/// The two precisions in which a noise source is asked, so that a source on top of another is written once.
protocol NoiseScalar: GateScalar {
  /// What `source` gives for a place.
  static func fill(
    _ uniforms: inout MutableSpan<Self>, from source: any NoiseSource, at place: NoisePlace,
    preActivations: Span<Self>)
}

extension Float: NoiseScalar {
  static func fill(
    _ uniforms: inout MutableSpan<Float>, from source: any NoiseSource, at place: NoisePlace,
    preActivations: Span<Float>
  ) { source.fill(&uniforms, at: place, preActivations: preActivations) }
}

extension Double: NoiseScalar {
  static func fill(
    _ uniforms: inout MutableSpan<Double>, from source: any NoiseSource, at place: NoisePlace,
    preActivations: Span<Double>
  ) { source.fill(&uniforms, at: place, preActivations: preActivations) }
}

extension NoiseScalar {
  /// A uniform that was worked out in double precision; one that rounds to an end of the interval would have no logit.
  init(insideUnit uniform: Double) {
    self = min(max(Self(uniform), .leastNormalMagnitude), 1 - .ulpOfOne / 2)
  }
}

extension NoiseSource {
  /// The uniforms of a place, as an array.
  func uniforms<Scalar: NoiseScalar>(
    _ count: Int, at place: NoisePlace, preActivations: Span<Scalar> = Span<Scalar>()
  ) -> [Scalar] {
    var uniforms = [Scalar](repeating: 0, count: count)
    var span = uniforms.mutableSpan
    Scalar.fill(&span, from: self, at: place, preActivations: preActivations)
    return uniforms
  }
}
