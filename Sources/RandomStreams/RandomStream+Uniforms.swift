import CGSL
import CStreams

extension RandomStream {
  /// The next draw as a word of 32 bits: ⌊U·2³²⌋ of GSL's U in [0, 1).
  ///
  /// For philox these are the block words themselves. Generators with fewer than 32 random bits leave the low
  /// bits of the word without content.
  public mutating func nextWord() -> UInt32 { UInt32(gsl_rng_uniform(state) * 0x1p32) }

  /// The next draw on the lattice (k + ½)·2⁻²³ with k = ⌊U·2²³⌋ of GSL's U in [0, 1).
  ///
  /// For philox k is a word's upper 23 bits. A generator of fewer than 23 bits reaches part of the lattice
  /// only.
  public mutating func nextUniform() -> Float {
    UniformLattice.value(index: UInt32(gsl_rng_uniform(state) * 0x1p23))
  }

  /// Fills a slice with the next draws, the same as that many calls of ``nextUniform()``.
  ///
  /// Philox computes whole blocks, at a fraction of the cost of single draws.
  public mutating func fill(_ uniforms: inout MutableSpan<Float>) {
    uniforms.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      if isPhilox {
        cstreams_philox_fill(state.pointee.state, base, buffer.count)
      } else {
        cgsl_fill_uniforms(state, base, buffer.count)
      }
    }
  }

  /// Passes over the next `count` draws.
  mutating func skip(_ count: Int) {
    for _ in 0..<count { _ = gsl_rng_uniform(state) }
  }
}
