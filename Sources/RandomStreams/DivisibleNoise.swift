/// Noise that several threads may ask for at once, each for some of the batch's sequences.
public protocol DivisibleNoise: NoiseSource {
  /// The sequences that the announced pass has.
  var rows: Int { get }

  /// Writes the uniforms of some rows, the same numbers as ``NoiseSource`` gives them among all.
  ///
  /// - Parameters:
  ///   - uniforms: [rows, n] or rows of another width, as in
  ///     ``NoiseSource/fill(_:at:preActivations:)-(MutableSpan<Float>,_,_)``.
  ///   - place: what the uniforms are for.
  ///   - rows: the sequences, counted from the first of the batch.
  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, rows: Range<Int>)
}
