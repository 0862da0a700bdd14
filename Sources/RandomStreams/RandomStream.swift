public import CGSL
import CStreams

/// The owner of one GSL generator: draws are read from it in sequence.
///
/// Initial weights, generated data, orders and resampling take their draws from streams named by a
/// ``StreamKey``, which are always philox4x32-10. A key and a sequence number make example i a pure function of
/// (key, i). Gate noise comes from a ``NoiseField``.
///
/// The stream cannot be copied: two copies would return the same draws, a mistake that goes unnoticed.
public struct RandomStream: ~Copyable, @unchecked Sendable {
  /// The generator behind the stream.
  public let generator: Generator

  /// Owned; freed with the stream. Sendable holds because it is reached through `mutating` calls only.
  let state: UnsafeMutablePointer<gsl_rng>

  /// Whether blocks can be filled.
  let isPhilox: Bool

  /// A generator as GSL seeds it.
  ///
  /// Philox takes all 64 bits of the seed as its key. GSL's own generators take seeds from 1 to 2³² − 1, with the
  /// exceptions of ``Generator/admits(seed:)``; others are a programming error, not a silent alias.
  public init(_ generator: Generator, seed: UInt64) {
    precondition(
      generator.admits(seed: seed), "\(generator.name) does not take the seed \(seed)")
    self.init(unseeded: generator)
    gsl_rng_set(state, UInt(seed))
  }

  /// The philox4x32-10 stream of a key: the key's first 64 bits are philox's, the counter starts at 0.
  public init(_ key: StreamKey) { self.init(key, sequence: 0) }

  /// The philox4x32-10 stream of one sequence (an example's global index) under a key.
  ///
  /// The counter's words are block number (two words, low first), sequence, 0. Streams of different sequences
  /// never overlap: each has 2⁶⁶ words.
  public init(_ key: StreamKey, sequence: UInt32) {
    self.init(key, counter: (0, 0, sequence, 0))
  }

  /// The philox4x32-10 stream that begins with the first word of a block.
  package init(_ key: StreamKey, counter: (UInt32, UInt32, UInt32, UInt32)) {
    self.init(unseeded: .philox)
    cstreams_philox_seek(state.pointee.state, key.high, [counter.0, counter.1, counter.2, counter.3])
  }

  /// Memory for a generator, its state zeroed.
  init(unseeded generator: Generator) {
    guard let state = gsl_rng_alloc(generator.type) else { fatalError("out of memory for \(generator.name)") }
    self.generator = generator
    self.state = state
    isPhilox = generator.isAddressed
  }

  deinit { gsl_rng_free(state) }

  /// Seeks to the start of (key, sequence) without allocating.
  public mutating func begin(_ key: StreamKey, sequence: UInt32) {
    precondition(isPhilox, "\(generator.name) has no places to begin at")
    cstreams_philox_seek(state.pointee.state, key.high, [0, 0, sequence, 0])
  }

  /// Lends the generator to GSL's own functions, such as `gsl_ran_*`.
  ///
  /// They are for tests and for uses outside results: the C library's logarithm and exponential differ between
  /// CPUs, and GSL's variates with them. The pointer is valid within `body` only.
  public mutating func withGSL<R, E: Error>(
    _ body: (UnsafeMutablePointer<gsl_rng>) throws(E) -> R
  ) throws(E) -> R {
    try body(state)
  }
}
