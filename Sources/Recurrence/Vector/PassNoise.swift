import RandomStreams

/// The noise of one pass, for all of its sequences or for some.
enum PassNoise {
  case none
  /// Noise that is asked for all sequences together.
  case whole(any NoiseSource)
  case divisible(any DivisibleNoise)

  /// The noise that a pass over `rows` sequences was given.
  init(_ source: (any NoiseSource)?, rows: Int) {
    switch source {
    case let noise as any DivisibleNoise:
      precondition(noise.rows == rows, "noise for \(noise.rows) sequences, found \(rows)")
      self = .divisible(noise)
    case let noise?: self = .whole(noise)
    case nil: self = .none
    }
  }

  /// Whether several threads may ask at once.
  var isDivisible: Bool { if case .whole = self { false } else { true } }

  /// Writes the uniforms of some rows; all rows where the noise cannot be divided.
  ///
  /// - Parameter preActivations: z of the same rows, where they are a gate's.
  @inline(__always)
  func fill(
    _ uniforms: UnsafeMutableBufferPointer<Float>, at place: NoisePlace, _ rows: Range<Int>,
    preActivations: Span<Float> = Span()
  ) {
    var span = uniforms.mutableSpan
    switch self {
    case .divisible(let noise): noise.fill(&span, at: place, rows: rows)
    case .whole(let noise): noise.fill(&span, at: place, preActivations: preActivations)
    case .none: preconditionFailure("what is drawn needs noise")
    }
  }
}
