import RandomStreams

/// The draws of a field, changed by a test; it also counts how often each place is asked for.
final class ChosenDraws: NoiseSource {
  private let field: NoiseField
  private let channel: (NoiseChannel) -> NoiseChannel
  private let change: (NoisePlace, Double) -> Double
  private(set) var asked: [NoisePlace: Int] = [:]
  private(set) var sizes: [NoisePlace: Int] = [:]

  /// `channel` is where a channel's draws are taken from, `change` gives the uniform in place of the field's.
  init(
    _ field: NoiseField, channel: @escaping (NoiseChannel) -> NoiseChannel = { $0 },
    change: @escaping (NoisePlace, Double) -> Double = { $1 }
  ) {
    self.field = field
    self.channel = channel
    self.change = change
  }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    asked[place, default: 0] += 1
    sizes[place] = uniforms.count
    var source = place
    source.channel = channel(place.channel)
    field.fill(&uniforms, at: source)
    for e in 0..<uniforms.count { uniforms[e] = change(place, uniforms[e]) }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    preconditionFailure("for the reference engine")
  }
}
