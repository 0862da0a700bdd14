#if arch(x86_64)  // the reference is the 80-bit long double
  import CKernels
  import Foundation
  import TestSupport
  import Testing

  typealias SliceFunction64 = SliceFunction<Double, Float80>

  extension SliceFunction64 {
    static let all: [SliceFunction64] = [
      .init("exp", { $0.exp_f64 }, { expl($0) }, -746...710, 1),
      .init("expm1", { $0.expm1_f64 }, { expm1l($0) }, -2...2, 1.75),
      .init("log", { $0.log_f64 }, { logl($0) }, 0...4, 1),
      .init("log1p", { $0.log1p_f64 }, { log1pl($0) }, -1...4, 1),
      .init("sigmoid", { $0.sigmoid_f64 }, { 1 / (1 + expl(-$0)) }, -20...20, 2.5),
      .init("logit", { $0.logit_f64 }, logit, 0...1, 1.75),
      .init("tanh", { $0.tanh_f64 }, { tanhl($0) }, -2...2, 2.5),
      .init("softplus", { $0.softplus_f64 }, { max($0, 0) + log1pl(expl(-abs($0))) }, -20...20, 2),
      .init("normal_quantile", { $0.normal_quantile_f64 }, normalQuantile, 0...1, 8),
    ]

    @Sendable static func logit(_ x: Float80) -> Float80 {
      x < 0.25 ? logl(x / (1 - x)) : x < 0.5 ? -log1pl((1 - 2 * x) / x) : log1pl((2 * x - 1) / (1 - x))
    }

    /// Halley's iteration on the long double error functions: erf in the middle, erfc in the tail.
    @Sendable static func normalQuantile(_ p: Float80) -> Float80 {
      guard p > 0 && p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
      let tail = min(p, 1 - p)
      let root2 = (2 as Float80).squareRoot()
      var x = tail < 0.02 ? (-2 * logl(tail)).squareRoot() : 0
      for _ in 0..<80 {
        let excess = tail < 0.25 ? tail - erfcl(x / root2) / 2 : erfl(x / root2) / 2 - (0.5 - tail)
        let newton = excess / expl(-x * x / 2) * (2 * Float80.pi).squareRoot()
        let step = newton / (1 + x * newton / 2)
        x -= step
        if abs(step) <= 0x1p-62 * abs(x) { break }
      }
      return p < 0.5 ? -x : x
    }
  }

  @Suite struct VectorMath64Tests {
    static let special: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, 1, -1, 0.5, 0.25, 0.075, 0.925, 2, .leastNonzeroMagnitude,
      -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
      709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412, -708.4, 1 - 0x1p-53,
    ]

    /// Every exponent and sign 64 times, the function's own range 2¹⁷ times, its middle too, and the special values.
    static func arguments(_ range: ClosedRange<Double>) -> [Double] {
      var scatter = Scatter(2)
      var x = special
      for high in 0..<UInt64(1 << 12) {
        for _ in 0..<64 { x.append(Double(bitPattern: high << 52 | scatter.bits() >> 12)) }
      }
      let width = range.upperBound - range.lowerBound
      for i in 0..<(1 << 18) {
        let place = (Double(i) + Double(scatter.bits() >> 11) * 0x1p-53) * 0x1p-18
        x.append(range.lowerBound + width * place)
        x.append((range.lowerBound + range.upperBound) / 2 + width * (place - 0.5) * 0.01)
      }
      return x
    }

    @Test(arguments: SliceFunction64.all) func withinTheStatedBound(_ function: SliceFunction64) {
      let all = Self.arguments(function.range)
      // The quantile's reference takes microseconds, and its arguments are within 0…1.
      let x =
        function.testDescription == "normal_quantile"
        ? Self.special + all.enumerated().filter { $0.offset % 16 == 0 && 0...1 ~= $0.element }.map(\.element)
        : all
      function.expectTheStatedBound(at: x, measuring: 0.5)
    }

    @Test(arguments: SliceFunction64.all) func sameBitsOnEveryPath(_ function: SliceFunction64) {
      let x =
        Self.arguments(function.range).enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        + Self.special
      function.expectSameBits(at: x)
    }
  }
#endif
