import CKernels
import Foundation
import Testing

/// A function of a slice, its reference, the arguments to try between the special ones, and the stated bound.
struct SliceFunction32: Sendable, CustomTestStringConvertible {
  typealias Kernel = @convention(c) (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
  let testDescription: String
  let kernel: @Sendable (ckernels_table) -> Kernel
  let reference: @Sendable (Double) -> Double
  let range: ClosedRange<Double>
  let bound: Double

  static let all: [Self] = [
    .init("exp", \.exp_f32, { exp($0) }, -104...89, 1),
    .init("expm1", \.expm1_f32, { expm1($0) }, -20...89, 1.5),
    .init("log", \.log_f32, { log($0) }, 0...4, 1),
    .init("log1p", \.log1p_f32, { log1p($0) }, -1...4, 1),
    .init("sigmoid", \.sigmoid_f32, { 1 / (1 + exp(-$0)) }, -104...20, 2.5),
    .init("logit", \.logit_f32, logit, 0...1, 1.75),
    .init("tanh", \.tanh_f32, { tanh($0) }, -10...10, 2.5),
    .init("softplus", \.softplus_f32, { max($0, 0) + log1p(exp(-abs($0))) }, -104...20, 2),
  ]

  init(
    _ name: String, _ kernel: @escaping @Sendable (ckernels_table) -> Kernel,
    _ reference: @escaping @Sendable (Double) -> Double, _ range: ClosedRange<Double>, _ bound: Double
  ) {
    (testDescription, self.kernel, self.reference, self.range, self.bound) =
      (name, kernel, reference, range, bound)
  }

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
    let x = Self.arguments(function.range)
    var worst = (ulps: 0.0, argument: Float(0))
    let y: [Float] = written(x.count) { function.kernel(tables.last!)(x, $0, x.count) }
    for (x, y) in zip(x, y) {
      let error = Self.ulps(y, function.reference(Double(x)))
      if !(error <= worst.ulps) { worst = (error, x) }
    }
    #expect(worst.ulps <= function.bound, "\(function.testDescription)(\(worst.argument))")
    // A bound that is far from what is measured says nothing.
    #expect(worst.ulps > function.bound * 0.6)
  }

  @Test(arguments: SliceFunction32.all) func sameBitsOnEveryPath(_ function: SliceFunction32) {
    let x =
      Self.arguments(function.range).enumerated().filter { $0.offset % 5 == 0 }.map(\.element) + Self.special
    let expected: [Float] = written(x.count) { function.kernel(portable)(x, $0, x.count) }
    for table in tables.dropFirst() {
      let y: [Float] = written(x.count) { function.kernel(table)(x, $0, x.count) }
      #expect(comparable(y) == comparable(expected), "\(table.path)")
    }
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

  /// The error of y in units of the last place of the exact value.
  static func ulps(_ y: Float, _ exact: Double) -> Double {
    if y.isNaN || exact.isNaN { return y.isNaN && exact.isNaN ? 0 : .infinity }
    let rounded = Float(exact)
    if y.isInfinite || rounded.isInfinite { return y == rounded ? 0 : .infinity }
    if rounded == 0 && y == 0 { return y.sign == rounded.sign ? 0 : .infinity }
    let exponent = max(exact == 0 ? -126 : Int(exact.exponent), -126)
    return abs(Double(y) - exact) / Double(sign: .plus, exponent: exponent - 23, significand: 1)
  }
}
