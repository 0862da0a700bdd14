/// A policy of Sluice whose training law is one fused kernel in single precision.
///
/// Double precision, which the reference engine runs in, has the same formula over the slices of ``VectorMath``: two
/// texts of one law, which the tests hold against each other.
protocol FusedGatePolicy: GatePolicy {
  /// Gates and slopes in single precision. The counts have been checked.
  func fused(_ s: SlicePointers)

  /// Gates and slopes in double precision. The counts have been checked.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>)
}

extension FusedGatePolicy {
  /// The training law, by the kernel.
  public func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>,
    gates: inout MutableSpan<Float>, slopes: inout MutableSpan<Float>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    let count = preActivations.count
    preActivations.withUnsafeBufferPointer { z in
      uniforms.withUnsafeBufferPointer { u in
        gates.withUnsafeMutableBufferPointer { gates in
          slopes.withUnsafeMutableBufferPointer { slopes in
            guard let z = z.baseAddress, let gates = gates.baseAddress, let slopes = slopes.baseAddress else {
              return
            }
            fused(SlicePointers(z: z, u: u.baseAddress, gates: gates, slopes: slopes, count: count))
          }
        }
      }
    }
  }

  /// The training law in double precision, by the formula.
  public func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>,
    gates: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    formula(preActivations, uniforms, &gates, &slopes)
  }
}
