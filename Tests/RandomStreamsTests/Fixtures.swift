import RandomStreams

/// What several suites use.
enum Fixtures {
  static let seed: UInt64 = 20_170_528

  /// The noise of replicate 2.
  static func field(
    _ generator: Generator, purpose: StreamPurpose, sharing: NoiseSharing = .perStep,
    scope: NoiseScope = .unit
  ) -> NoiseField {
    NoiseField(
      generator: generator, seed: seed, replicate: 2, purpose: purpose, sharing: sharing, scope: scope)
  }

  /// One fill of [rows, units].
  static func fill(
    _ field: NoiseField, _ rows: Int, _ units: Int, _ channel: NoiseChannel, _ subDraw: Int, layer: Int,
    step: Int
  ) -> [Float] {
    var uniforms = [Float](repeating: -1, count: rows * units)
    var span = uniforms.mutableSpan
    field.fill(&span, at: NoisePlace(channel: channel, subDraw: subDraw, layer: layer, step: step))
    return uniforms
  }
}
