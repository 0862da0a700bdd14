import CKernels
import Foundation
import TestSupport
import Testing

/// Products against naive loops: the order of every sum is part of the contract, so the bits must be equal.
@Suite struct ProductTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var rows, inputs, width, groups: Int
    var testDescription: String { "\(rows) rows, \(inputs) inputs, \(groups) × \(width) columns" }
    /// Every extreme, and random shapes of 1…70 in each dimension.
    static let all: [Self] = {
      var scatter = Scatter(6)
      let random = (0..<60).map { _ in
        Self(
          rows: scatter.integer(1...70), inputs: scatter.integer(1...70), width: scatter.integer(1...70),
          groups: scatter.integer(1...4))
      }
      let rows = (1...26).map { Self(rows: $0, inputs: 5, width: 16, groups: 4) }
      return random + rows + [
        Self(rows: 1, inputs: 1, width: 1, groups: 1), Self(rows: 0, inputs: 3, width: 4, groups: 2),
        Self(rows: 3, inputs: 0, width: 5, groups: 2), Self(rows: 70, inputs: 70, width: 70, groups: 4),
        Self(rows: 2, inputs: 4, width: 200, groups: 1),
      ]
    }()
  }

  /// What one product needs, and its naive result. `order` permutes the terms.
  struct Problem {
    let shape: Shape
    let x, h, inputWeights, recurrentWeights, bias: [Float]

    init(_ shape: Shape, seed: UInt64) {
      var scatter = Scatter(seed)
      self.shape = shape
      x = scatter.floats(shape.rows * shape.inputs)
      h = scatter.floats(shape.rows * shape.width)
      inputWeights = scatter.floats(shape.groups * shape.width * shape.inputs)
      recurrentWeights = scatter.floats(shape.groups * shape.width * shape.width)
      bias = scatter.floats(shape.groups * shape.width)
    }

    func naive(reordered: Bool = false) -> [Float] {
      let (m, n) = (shape.inputs, shape.width)
      var out: [Float] = []
      for column in 0..<shape.groups * n {
        for row in 0..<shape.rows {
          var terms = (0..<m).map { (x[row * m + $0], inputWeights[column * m + $0]) }
          terms += (0..<n).map { (h[row * n + $0], recurrentWeights[column * n + $0]) }
          if reordered { terms.reverse() }
          out.append(terms.reduce(bias[column]) { fmaf($1.0, $1.1, $0) })
        }
      }
      return out
    }

    /// The same, as [column][row]; in `parts`, the terms of x first and those of h after.
    func product(_ table: ckernels_table, parts: Bool = false) -> [Float] {
      let (m, n, groups, rows) = (shape.inputs, shape.width, shape.groups, shape.rows)
      var panels = [Float](repeating: .nan, count: table.panel_size(groups, n, m + n) + 1)
      var out = [Float](repeating: .nan, count: groups * rows * n + 1)
      inputWeights.withUnsafeBufferPointer { w in
        recurrentWeights.withUnsafeBufferPointer { v in
          let weights = [
            ckernels_weights(values: w.baseAddress!, count: m, term_stride: 1, column_stride: m),
            ckernels_weights(values: v.baseAddress!, count: n, term_stride: 1, column_stride: n),
          ]
          table.pack(&panels, groups, n, bias, weights, 2)
        }
      }
      x.withUnsafeBufferPointer { x in
        h.withUnsafeBufferPointer { h in
          out.withUnsafeMutableBufferPointer { out in
            let segments = [
              ckernels_segment(values: x.baseAddress!, count: m, stride: m),
              ckernels_segment(values: h.baseAddress!, count: n, stride: n),
            ]
            let outputs = (0..<groups).map { out.baseAddress! + $0 * rows * n }
            guard parts else { return table.product(panels, groups, n, segments, 2, outputs, n, rows) }
            table.product_from(panels, groups, n, m + n, 0, [segments[0]], 1, outputs, n, rows)
            table.product_from(panels, groups, n, m + n, m, [segments[1]], 1, outputs, n, rows)
          }
        }
      }
      #expect(panels.last!.isNaN && out.last!.isNaN, "written past the end")
      return (0..<groups * n).flatMap { column in
        (0..<rows).map { out[(column / n * rows + $0) * n + column % n] }
      }
    }
  }

  @Test(arguments: Shape.all) func forwardIsOneChain(_ shape: Shape) {
    let problem = Problem(shape, seed: 7)
    let expected = problem.naive()
    for table in tables {
      #expect(problem.product(table) == expected, "\(table.path)")
      if shape.inputs > 0 {
        #expect(problem.product(table, parts: true) == expected, "\(table.path) in parts")
      }
    }
  }

  /// Groups narrower than a panel and a little wider: tiles of every height, which end in every column.
  @Test(arguments: 1...40) func narrowOutputs(_ width: Int) {
    for rows in 1...20 {
      let shape = Shape(rows: rows, inputs: (rows + width) % 7, width: width, groups: 1 + (rows + width) % 4)
      let problem = Problem(shape, seed: UInt64(100 * width + rows))
      let expected = problem.naive()
      for table in tables {
        #expect(problem.product(table) == expected, "\(rows) rows on \(table.path)")
        if shape.inputs > 0 {
          #expect(problem.product(table, parts: true) == expected, "\(rows) rows on \(table.path) in parts")
        }
      }
    }
  }

  /// The tests above would see another order.
  @Test func anotherOrderGivesOtherBits() {
    let problem = Problem(Shape(rows: 8, inputs: 12, width: 20, groups: 4), seed: 8)
    let different = zip(problem.naive(), problem.naive(reordered: true)).filter { $0 != $1 }.count
    #expect(different > 300, "of 640")
  }

  /// A row's result does not depend on the rows around it.
  @Test(arguments: [1, 2, 7, 16, 64]) func batchInvariance(_ batch: Int) {
    let whole = Problem(Shape(rows: 64, inputs: 9, width: 21, groups: 4), seed: 9)
    for table in tables {
      let expected = whole.product(table)
      for first in stride(from: 0, to: 64 / batch * batch, by: batch) {
        let part = Problem(whole, rows: first..<first + batch).product(table)
        for column in 0..<84 {
          #expect(
            part[column * batch..<(column + 1) * batch]
              == expected[column * 64 + first..<column * 64 + first + batch])
        }
      }
    }
  }
}

extension ProductTests.Problem {
  /// Some rows of another problem.
  init(_ other: Self, rows: Range<Int>) {
    let (m, n) = (other.shape.inputs, other.shape.width)
    shape = .init(rows: rows.count, inputs: m, width: n, groups: other.shape.groups)
    x = Array(other.x[rows.lowerBound * m..<rows.upperBound * m])
    h = Array(other.h[rows.lowerBound * n..<rows.upperBound * n])
    (inputWeights, recurrentWeights, bias) = (other.inputWeights, other.recurrentWeights, other.bias)
  }
}
