import Gating
import RandomStreams

/// The two precisions in which a noise source is asked, so that a source on top of another is written once.
protocol NoiseScalar: GateScalar {
  /// What `source` gives for a place.
  static func fill(
    _ uniforms: inout MutableSpan<Self>, from source: any NoiseSource, at place: NoisePlace,
    preActivations: Span<Self>)
  /// The training law of a policy without a backward rule.
  static func sample(
    _ policy: any GatePolicy, _ preActivations: Span<Self>, uniforms: Span<Self>,
    gates: inout MutableSpan<Self>, slopes: inout MutableSpan<Self>)
}

extension Float: NoiseScalar {
  static func fill(
    _ uniforms: inout MutableSpan<Float>, from source: any NoiseSource, at place: NoisePlace,
    preActivations: Span<Float>
  ) { source.fill(&uniforms, at: place, preActivations: preActivations) }

  static func sample(
    _ policy: any GatePolicy, _ preActivations: Span<Float>, uniforms: Span<Float>,
    gates: inout MutableSpan<Float>, slopes: inout MutableSpan<Float>
  ) { policy.sample(preActivations, uniforms: uniforms, gates: &gates, slopes: &slopes) }
}

extension Double: NoiseScalar {
  static func fill(
    _ uniforms: inout MutableSpan<Double>, from source: any NoiseSource, at place: NoisePlace,
    preActivations: Span<Double>
  ) { source.fill(&uniforms, at: place, preActivations: preActivations) }

  static func sample(
    _ policy: any GatePolicy, _ preActivations: Span<Double>, uniforms: Span<Double>,
    gates: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>
  ) { policy.sample(preActivations, uniforms: uniforms, gates: &gates, slopes: &slopes) }
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
