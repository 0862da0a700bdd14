import RandomStreams

/// The noise of one pass, for all of its sequences or for some.
struct PassNoise {
  private let source: (any NoiseSource)?
  private let divisible: (any DivisibleNoise)?

  /// The noise that a pass was given.
  init(_ source: (any NoiseSource)?) {
    self.source = source
    divisible = source as? any DivisibleNoise
  }

  /// Whether several threads may ask at once.
  var isDivisible: Bool { source == nil || divisible != nil }

  /// Writes the uniforms of some rows; all rows where the noise cannot be divided.
  ///
  /// - Parameter preActivations: z of the same rows, where they are a gate's.
  @inline(__always)
  func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, at place: NoisePlace, _ rows: Range<Int>,
    preActivations: Span<Float> = Span()
  ) {
    var span = uniforms.mutableSpan
    if let divisible {
      divisible.fill(&span, at: place, rows: rows)
    } else if let source {
      source.fill(&span, at: place, preActivations: preActivations)
    } else {
      preconditionFailure("what is drawn needs noise")
    }
  }
}
