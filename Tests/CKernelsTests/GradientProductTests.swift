import CKernels
import Foundation
import TestSupport
import Testing

/// Sums over rows against naive loops: a fresh chain every 256 rows, the totals added in order.
@Suite struct GradientProductTests {
  static func naive(_ rows: Int, block: Int = 256, _ term: (Int, Float) -> Float) -> Float {
    var total: Float = 0
    for first in stride(from: 0, to: rows, by: block) {
      var sum: Float = 0
      for row in first..<min(first + block, rows) { sum = term(row, sum) }
      total = first == 0 ? sum : total + sum
    }
    return total
  }

  @Test(arguments: [
    (1, 1, 1), (0, 3, 4), (255, 7, 16), (256, 16, 17), (257, 5, 1), (513, 33, 12), (700, 2, 70),
    (300, 70, 33),
    (40, 1, 65), (600, 13, 48), (100, 3, 130),
  ]) func weightGradient(_ rows: Int, _ leftWidth: Int, _ rightWidth: Int) {
    var scatter = Scatter(UInt64(rows * 10_000 + leftWidth * 100 + rightWidth))
    let groups = 3
    // Strides wider than the rows, as in a tape.
    let (leftStride, rightStride) = (leftWidth + 2, rightWidth + 3)
    let left = (0..<groups).map { _ in scatter.floats(rows * leftStride) }
    let right = scatter.floats(rows * rightStride)
    var expected: [Float] = []
    var oneChain: [Float] = []
    for g in 0..<groups {
      for j in 0..<leftWidth {
        for k in 0..<rightWidth {
          let term = { (row: Int, sum: Float) in
            fmaf(left[g][row * leftStride + j], right[row * rightStride + k], sum)
          }
          expected.append(Self.naive(rows, term))
          oneChain.append(Self.naive(rows, block: .max / 2, term))
        }
      }
    }
    // The columns on the right as one matrix, and cut in two or three, one of them empty.
    let cuts = [
      [0, rightWidth], [0, rightWidth / 3, rightWidth], [0, rightWidth / 2, rightWidth / 2, rightWidth],
    ]
    for (table, cut) in tables.flatMap({ table in cuts.map { (table, $0) } }) {
      var scratch = [Float](repeating: .nan, count: table.gradient_scratch(groups, leftWidth, rightWidth) + 1)
      for gap in [0, 5] {
        let outStride = rightWidth + gap
        var out = [Float](repeating: .nan, count: groups * leftWidth * outStride + 1)
        Self.withPointers(left + [right]) { pointers in
          out.withUnsafeMutableBufferPointer { out in
            let factors = zip(cut, cut.dropFirst()).map { first, end in
              ckernels_factors(
                values: pointers[groups] + first, width: end - first, stride: rightStride,
                out: out.baseAddress! + first, out_stride: outStride)
            }
            table.gradient(
              groups, pointers, leftWidth, leftStride, factors, factors.count, rows, &scratch)
          }
        }
        let found = (0..<groups * leftWidth).flatMap { out[$0 * outStride..<$0 * outStride + rightWidth] }
        #expect(found == expected)
        #expect(out.count { $0.isNaN } == groups * leftWidth * gap + 1, "written between the rows")
        #expect(out.last!.isNaN && scratch.last!.isNaN, "written past the end")
      }
    }
    // One long chain is another number, so the blocks are seen.
    if rows > 512 && expected.count > 100 { #expect(expected != oneChain) }
  }

  /// As many columns on either side as small networks have.
  @Test(arguments: 1...40) func narrowWeightGradient(_ rightWidth: Int) {
    for leftWidth in 1...20 { weightGradient(9, leftWidth, rightWidth) }
  }

  static func withPointers(_ arrays: [[Float]], _ body: ([UnsafePointer<Float>]) -> Void) {
    let copies = arrays.map { array in
      let copy = UnsafeMutableBufferPointer<Float>.allocate(capacity: array.count + 1)
      _ = copy.initialize(from: array)
      return copy
    }
    body(copies.map { UnsafePointer($0.baseAddress!) })
    copies.forEach { $0.deallocate() }
  }

  @Test(arguments: [(0, 3), (1, 1), (255, 16), (256, 17), (700, 70), (600, 5), (1024, 8), (2400, 19)])
  func columnSums(_ rows: Int, _ width: Int) {
    var scatter = Scatter(UInt64(rows * 100 + width))
    let stride = width + 1
    let values = scatter.floats(rows * stride + 1)
    let expected = (0..<width).map { j in Self.naive(rows) { $1 + values[$0 * stride + j] } }
    for table in tables {
      var out = [Float](repeating: .nan, count: width + 1)
      table.column_sums(values, width, stride, rows, &out)
      #expect(Array(out.dropLast()) == expected && out.last!.isNaN)
    }
  }

  @Test(arguments: [
    (0, 3), (1, 1), (255, 16), (256, 17), (700, 70), (600, 5), (513, 64), (1024, 8), (2400, 19),
  ])
  func columnProducts(_ rows: Int, _ width: Int) {
    var scatter = Scatter(UInt64(rows * 100 + width))
    let (leftStride, rightStride) = (width + 1, width + 4)
    let left = scatter.floats(rows * leftStride + 1)
    let right = scatter.floats(rows * rightStride + 1)
    let expected = (0..<width).map { j in
      Self.naive(rows) { fmaf(left[$0 * leftStride + j], right[$0 * rightStride + j], $1) }
    }
    for table in tables {
      var out = [Float](repeating: .nan, count: width + 1)
      table.column_products(left, leftStride, right, rightStride, width, rows, &out)
      #expect(Array(out.dropLast()) == expected && out.last!.isNaN)
    }
  }

  @Test func sumOfSquares() {
    var scatter = Scatter(11)
    for count in [0, 1, 7, 8, 9, 100, 1001] {
      let x = scatter.floats(count).map { $0 * 1e20 }
      var lanes = [Double](repeating: 0, count: 8)
      for (i, x) in x.enumerated() { lanes[i % 8] += Double(x) * Double(x) }
      let expected =
        ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
      for table in tables { #expect(table.sum_of_squares_f32(x, count) == expected) }
    }
  }
}
