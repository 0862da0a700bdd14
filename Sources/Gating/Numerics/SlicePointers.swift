/// Hands the slices of a Float policy to a kernel; `uniforms` is `nil` where there are none.
///
/// The counts have been checked. Nothing happens for empty slices.
func withPointers(
  _ preActivations: Span<Float>, _ uniforms: Span<Float>, _ gates: inout MutableSpan<Float>,
  _ slopes: inout MutableSpan<Float>,
  _ kernel: (
    _ z: UnsafePointer<Float>, _ u: UnsafePointer<Float>?, _ gates: UnsafeMutablePointer<Float>,
    _ slopes: UnsafeMutablePointer<Float>, _ count: Int
  ) -> Void
) {
  preActivations.withUnsafeBufferPointer { z in
    uniforms.withUnsafeBufferPointer { u in
      gates.withUnsafeMutableBufferPointer { g in
        slopes.withUnsafeMutableBufferPointer { s in
          guard let z = z.baseAddress, let gates = g.baseAddress, let slopes = s.baseAddress else { return }
          kernel(z, u.baseAddress, gates, slopes, g.count)
        }
      }
    }
  }
}

/// y[i] = σ((z[i] − shift)·scale), the on-probability of the discrete policies.
func sigmoid<Scalar: GateScalar>(
  of z: Span<Scalar>, shift: Scalar = 0, scale: Scalar, into y: inout MutableSpan<Scalar>
) {
  precondition(z.count == y.count, "the slices differ in count")
  for i in 0..<z.count { y[unchecked: i] = (z[unchecked: i] - shift) * scale }
  VectorMath.sigmoid(inPlace: &y)
}
