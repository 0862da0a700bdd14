import CKernels

extension RandomStream {
  /// The next draw as a standard normal number Φ⁻¹(u), u being ``nextUniform()``.
  public mutating func nextGaussian() -> Float { ckernels_normal_quantile_f32(nextUniform()) }

  /// Fills a slice with standard normal numbers Φ⁻¹(u), the same as that many calls of ``nextGaussian()``.
  ///
  /// Φ⁻¹ is Sluice's own, so the bits are the same on every processor; GSL's normal variates go through the C
  /// library's logarithm and differ. One draw a number, so the n-th number is a function of the n-th draw alone.
  /// The lattice ends the tails at Φ⁻¹(1 − 2⁻²⁴) = 5.29; a normal number lies beyond with a chance of 1.2·10⁻⁷.
  public mutating func fillGaussians(_ numbers: inout MutableSpan<Float>) {
    fill(&numbers)
    numbers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      ckernels().pointee.normal_quantile_f32(base, base, buffer.count)
    }
  }
}
