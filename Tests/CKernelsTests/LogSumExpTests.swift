import CKernels
import Foundation
import TestSupport
import Testing

@Suite struct LogSumExpTests {
  @Test func rows() {
    var scatter = Scatter(4)
    for width in [1, 2, 7, 8, 9, 16, 17, 40] {
      let x = scatter.floats(5 * width).map { $0 * 50 }
      let expected = (0..<5).map { row in
        let values = x[row * width..<(row + 1) * width].map(Double.init)
        let largest = values.max()!
        return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
      }
      for table in tables {
        let wide: [Double] = written(5) { table.log_sum_exp_f64(x.map(Double.init), 5, width, $0) }
        let narrow: [Float] = written(5) { table.log_sum_exp_f32(x, 5, width, $0) }
        #expect(zip(wide, expected).allSatisfy { abs($0 - $1) <= 3 * 50.0.ulp })
        // Rounded once: the same number, but for a Float64 result within its own error of a tie.
        #expect(narrow == wide.map { Float($0) })
        #expect(wide == written(5) { portable.log_sum_exp_f64(x.map(Double.init), 5, width, $0) })
      }
    }
  }

  @Test func ends() {
    let infinity = Double.infinity
    let rows: [([Double], Double)] = [
      ([], -infinity), ([-infinity, -infinity], -infinity), ([1, infinity], infinity),
      ([-infinity, 3], 3), ([1e300, -1e300], 1e300), ([-1e300, -1e300], -1e300),
      ([1000, 1000], 1000 + log(2.0)),
    ]
    for table in tables {
      for (row, expected) in rows {
        #expect(written(1) { table.log_sum_exp_f64(row, 1, row.count, $0) } == [expected])
      }
      for row in [
        [.nan, 1], [1, .nan], [infinity, .nan], [-infinity, .nan], [infinity, -infinity, .nan],
      ] {
        #expect(
          written(1) { (y: UnsafeMutablePointer<Double>) in
            table.log_sum_exp_f64(row, 1, row.count, y)
          }[0].isNaN)
      }
    }
  }
}
