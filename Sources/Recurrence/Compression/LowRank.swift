import CGSL
import RandomStreams

/// Truncated singular value decompositions, by GSL's one-sided Jacobi method.
///
/// With A = Σₖ sₖ·uₖ·vₖᵀ, s₀ ≥ s₁ ≥ …, the sum of the first r terms is the matrix of rank r that is nearest to A
/// in the Frobenius norm (Eckart and Young 1936). Jacobi's method costs O(rows · columns²) a sweep: about 1 ms at 32 × 32,
/// 8 ms at 64 × 64 and 45 ms at 128 × 128.
///
/// ## The same bytes on another processor
/// GSL's code here is compiled once, for the oldest processor, and calls only `sqrt` and `hypot`. Of `hypot` the GNU C
/// library has a single variant, unlike of `exp` and its kin, so nothing depends on the instruction set
/// (tested: with FMA and AVX2 hidden, and on an emulated processor without them). A compiler that fuses
/// products and sums by itself, as on aarch64, may change the last bit in double precision; of the weights, which are rounded to
/// single precision, that changes about one in 10⁸.
enum LowRank {
  /// The matrix of a rank that is nearest to `matrix`, both row-major.
  ///
  /// A rank that the shape already bounds, and a matrix that is not finite, change nothing.
  static func nearest(to matrix: [Double], rows: Int, columns: Int, rank: Int) -> [Double] {
    precondition(matrix.count == rows * columns && rank >= 0, "not a matrix of this shape")
    guard rank < min(rows, columns), matrix.allSatisfy(\.isFinite) else { return matrix }
    guard rows < columns else { return tall(matrix, rows, columns, rank) }
    // GSL decomposes matrices that are at least as tall as wide; the other ones it gets transposed.
    let turned = transposed(matrix, rows: rows, columns: columns)
    return transposed(tall(turned, columns, rows, rank), rows: columns, columns: rows)
  }

  private static func tall(_ matrix: [Double], _ rows: Int, _ columns: Int, _ rank: Int) -> [Double] {
    GSLErrorHandler.turnOff()
    var left = matrix
    var right = [Double](repeating: 0, count: columns * columns)
    var values = [Double](repeating: 0, count: columns)
    left.withUnsafeMutableBufferPointer { left in
      right.withUnsafeMutableBufferPointer { right in
        values.withUnsafeMutableBufferPointer { values in
          var a = gsl_matrix_view_array(left.baseAddress!, rows, columns)
          var q = gsl_matrix_view_array(right.baseAddress!, columns, columns)
          var s = gsl_vector_view_array(values.baseAddress!, columns)
          // Its only error for these shapes is that 5·columns sweeps left columns not quite at right angles. The product
          // below is then still the matrix up to rounding, so there is nothing better to do than to use it.
          _ = gsl_linalg_SV_decomp_jacobi(&a.matrix, &q.matrix, &s.vector)
        }
      }
    }
    return (0..<rows).flatMap { row in
      (0..<columns).map { column in
        (0..<rank).reduce(0.0) { sum, k in
          sum + left[row * columns + k] * values[k] * right[column * columns + k]
        }
      }
    }
  }

  private static func transposed(_ matrix: [Double], rows: Int, columns: Int) -> [Double] {
    (0..<columns).flatMap { column in (0..<rows).map { row in matrix[row * columns + column] } }
  }
}
