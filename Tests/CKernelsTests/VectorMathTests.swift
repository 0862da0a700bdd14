import CKernels
import Foundation
import TestSupport
import Testing

typealias SliceFunction32 = SliceFunction<Float, Double>

extension SliceFunction32 {
  static let all: [SliceFunction32] = [
    .init("exp", { $0.exp_f32 }, { exp($0) }, -104...89, 1),
    .init("expm1", { $0.expm1_f32 }, { expm1($0) }, -20...89, 1.5),
    .init("log", { $0.log_f32 }, { log($0) }, 0...4, 1),
    .init("log1p", { $0.log1p_f32 }, { log1p($0) }, -1...4, 1),
    .init("sigmoid", { $0.sigmoid_f32 }, { 1 / (1 + exp(-$0)) }, -104...20, 2.5),
    .init("logit", { $0.logit_f32 }, logit, 0...1, 1.75),
    .init("tanh", { $0.tanh_f32 }, { tanh($0) }, -10...10, 2.5),
    .init("softplus", { $0.softplus_f32 }, { max($0, 0) + log1p(exp(-abs($0))) }, -104...20, 2),
  ]

  @Sendable static func logit(_ x: Double) -> Double {
    x < 0.25 ? log(x / (1 - x)) : x < 0.5 ? -log1p((1 - 2 * x) / x) : log1p((2 * x - 1) / (1 - x))
  }
}

@Suite struct VectorMathTests {
  static let special: [Float] = [
    0, -0.0, .infinity, -.infinity, .nan, 1, -1, 0.5, -0.5, 0.25, 2, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, .leastNormalMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, 88.72283, 88.72284, -103.27893, -103.97207, -103.97209, -87.33654, 1 - 0x1p-24,
    0x1p-24,
  ]

  /// Every 2¹²th bit pattern and a neighbor drawn beside it (all exponents, both signs), the function's own range, and
  /// the special values.
  static func arguments(_ range: ClosedRange<Double>) -> [Float] {
    var scatter = Scatter(1)
    var x = special
    for high in 0..<UInt32(1 << 20) {
      x.append(Float(bitPattern: high << 12 | UInt32(scatter.bits() & 0xfff)))
    }
    let width = range.upperBound - range.lowerBound
    for i in 0..<(1 << 19) {
      x.append(
        Float(range.lowerBound + width * (Double(i) + Double(scatter.bits() >> 11) * 0x1p-53) * 0x1p-19))
    }
    return x
  }

  @Test(arguments: SliceFunction32.all) func withinTheStatedBound(_ function: SliceFunction32) {
    function.expectTheStatedBound(at: Self.arguments(function.range), measuring: 0.6)
  }

  @Test(arguments: SliceFunction32.all) func sameBitsOnEveryPath(_ function: SliceFunction32) {
    let x =
      Self.arguments(function.range).enumerated().filter { $0.offset % 5 == 0 }.map(\.element) + Self.special
    function.expectSameBits(at: x)
  }

  /// Any count, in place too; nothing is written past the end.
  @Test(arguments: SliceFunction32.all) func tails(_ function: SliceFunction32) {
    var scatter = Scatter(3)
    let x = scatter.floats(70)
    let expected: [Float] = x.map { x in written(1) { function.kernel(portable)([x], $0, 1) }[0] }
    for table in tables {
      for count in 0..<70 {
        var values = x
        function.kernel(table)(values, &values, count)
        #expect(comparable(values) == comparable(Array(expected.prefix(count) + x.suffix(70 - count))))
      }
    }
  }
}
