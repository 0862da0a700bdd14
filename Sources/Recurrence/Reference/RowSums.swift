/// Sums over the rows of a pass, row = t·B + b: a fresh chain for every 256 rows, totals added in order.
///
/// Short chains have a 2–8 times smaller error in norm than one long one.
package enum RowSums {
  /// Rows in a chain.
  package static let chain = 256

  /// Σ_row left[row]ᵀ·right[row]: [leftWidth, rightWidth].
  ///
  /// `left` is [T][rows, leftWidth], `right` [T][rows, rightWidth].
  package static func products(
    _ left: [[Double]], _ leftWidth: Int, _ right: [[Double]], _ rightWidth: Int, rows: Int
  ) -> [Double] {
    var total = [Double](repeating: 0, count: leftWidth * rightWidth)
    var sum = total
    var inChain = 0
    for (left, right) in zip(left, right) {
      for row in 0..<rows {
        for j in 0..<leftWidth {
          let v = left[row * leftWidth + j]
          for k in 0..<rightWidth { sum[j * rightWidth + k] += v * right[row * rightWidth + k] }
        }
        inChain += 1
        if inChain == chain {
          for e in total.indices { total[e] += sum[e] }
          sum = Array(repeating: 0, count: sum.count)
          inChain = 0
        }
      }
    }
    for e in total.indices { total[e] += sum[e] }
    return total
  }

  /// Σ_row values[row]: [width].
  package static func sums(_ values: [[Double]], _ width: Int, rows: Int) -> [Double] {
    products(values, width, values.map { _ in Array(repeating: 1, count: rows) }, 1, rows: rows)
  }
}
