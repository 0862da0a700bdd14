/// Sluice's own elementary functions over slices and single values, in `Float` and `Double`.
///
/// They give the same bits on every processor and every Linux. A gate that called the C library's `exp` or
/// `tanh` would not: the C library picks other code where the processor has a fused multiply-add.
///
/// Every function has three forms: from one slice into another of the same count (not overlapping), in place,
/// and for one value. All give the same bits; a slice costs about a nanosecond or less a value, a single value
/// some tens. Errors are those of ``ElementaryFunction``. Counts that differ are a programming error.
public enum VectorMath {
  /// y[r] = ln Σⱼ exp(x[r, j]) for each row of x, which is [y.count, width].
  ///
  /// Float: ≤ 0.51 ulp, summed in double precision. Double: within 3 ulps of the larger of |y| and the largest
  /// |x|. A row of width 0 gives −∞. The softmax of a row is exp(x − y).
  @inlinable
  public static func logSumExp<Scalar: GateScalar>(
    _ x: Span<Scalar>, width: Int, into y: inout MutableSpan<Scalar>
  ) {
    precondition(width >= 0 && x.count == y.count * width, "x is not y.count rows of that width")
    guard !x.isEmpty else {
      for row in 0..<y.count { y[row] = -.infinity }
      return
    }
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        Scalar.logSumExp(x.baseAddress!, rows: y.count, width: width, into: y.baseAddress!)
      }
    }
  }
}
