/// The slices of one `sample` call in single precision, as kernels take them. There is at least one unit.
struct SlicePointers {
  /// The pre-activations.
  let z: UnsafePointer<Float>
  /// The draws; `nil` where the policy has none.
  let u: UnsafePointer<Float>?
  /// Where the gate values go.
  let gates: UnsafeMutablePointer<Float>
  /// Where the slopes go.
  let slopes: UnsafeMutablePointer<Float>
  /// The number of units.
  let count: Int
}

/// y[i] = σ((z[i] − shift)·scale), the on-probability of the discrete policies.
func sigmoid<Scalar: GateScalar>(
  of z: Span<Scalar>, shift: Scalar = 0, scale: Scalar, into y: inout MutableSpan<Scalar>
) {
  precondition(z.count == y.count, "the slices differ in count")
  if shift == 0, scale == 1 { return VectorMath.sigmoid(z, into: &y) }
  for i in 0..<z.count { y[unchecked: i] = (z[unchecked: i] - shift) * scale }
  VectorMath.sigmoid(inPlace: &y)
}
