import Foundation
import Gating
import SluiceTesting
import Testing

/// Each function under its own name, in all three forms. The kernels' own tests measure the error bounds.
@Suite struct VectorMathTests {
  private static let domain: [Double] = [1e-300, 1e-30, 1e-5, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999]
  private static let line: [Double] = [-700, -30, -2.5, -1, -0.1, -1e-9, 0, 1e-9, 0.1, 0.7, 1, 3, 20, 80]

  static func arguments(_ function: ElementaryFunction) -> [Double] {
    switch function {
    case .log: domain + [1, 1.5, 10, 1e300]
    case .log1p: [-0.999, -0.5, -1e-9, 0] + domain + [1, 10, 1e300]
    case .logit, .normalQuantile: domain
    case .normalCDF: [-8, -5, -2.5, -1, -0.1, -1e-9, 0, 1e-9, 0.1, 0.7, 1, 3, 7]
    default: line
    }
  }

  /// Another way to the same function, by the C library.
  private static func independent(_ function: ElementaryFunction, _ x: Double) -> Double? {
    switch function {
    case .exp: exp(x)
    case .expm1: expm1(x)
    case .log: log(x)
    case .log1p: log1p(x)
    case .sigmoid: x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))
    case .logit: log(x) - log1p(-x)
    case .tanh: tanh(x)
    case .softplus: max(x, 0) + log1p(exp(-abs(x)))
    case .normalCDF: 0.5 * erfc(-x / 2.0.squareRoot())
    case .normalQuantile: nil
    }
  }

  @Test(arguments: ElementaryFunction.allCases)
  func valuesAgreeWithTheCLibrary(_ function: ElementaryFunction) {
    for x in Self.arguments(function) {
      guard let expected = Self.independent(function, x) else { continue }
      let found = function(x)
      // The argument of erfc is rounded, which its tail multiplies by x².
      let condition = function == .normalCDF ? max(1, x * x) : 1
      #expect(
        abs(found - expected) <= 6 * condition * max(expected.ulp, .leastNonzeroMagnitude),
        "\(function)(\(x))")
      let single = Float(x)
      guard let wide = Self.independent(function, Double(single)), single > 0 || function != .log else {
        continue
      }
      let bound = 3 * Double(Float(wide).ulp)
      let narrow = function(single)
      #expect(
        narrow == Float(wide) || abs(Double(narrow) - wide) <= bound, "\(function)(\(x)) in single precision")
    }
  }

  /// Φ⁻¹ at 0.975 and at Φ(1) and Φ(3), from tables of the normal distribution.
  @Test func normalQuantiles() {
    for (p, z) in [(0.5, 0), (0.975, 1.959963984540054), (0.8413447460685429, 1), (0.9986501019683699, 3)] {
      #expect(abs(VectorMath.normalQuantile(p) - z) < 1e-13)
      #expect(abs(VectorMath.normalQuantile(1 - p) + z) < 1e-13)
      #expect(abs(VectorMath.normalQuantile(Float(p)) - Float(z)) < 4e-5)
    }
  }

  @Test(arguments: ElementaryFunction.allCases)
  func allFormsGiveTheSameBits(_ function: ElementaryFunction) {
    func check<Scalar: GateScalar>(_: Scalar.Type) {
      let x = (0..<41).map { Scalar($0) * 0.0625 - 0.5 } + [.nan, .infinity, -.infinity, 0, -0.0, 1, -1]
      var apart = [Scalar](repeating: -77, count: x.count)
      var span = apart.mutableSpan
      function(x.span, into: &span)
      var inPlace = x
      var same = inPlace.mutableSpan
      function(inPlace: &same)
      #expect(sameBits(apart, inPlace))
      #expect(sameBits(apart, x.map { function($0) }))
      #expect(apart[41].isNaN)
    }
    check(Float.self)
    check(Double.self)
  }

  /// Every name is its own function.
  @Test func names() {
    let named = [
      VectorMath.exp, VectorMath.expm1, VectorMath.log, VectorMath.log1p, VectorMath.sigmoid,
      VectorMath.logit,
      VectorMath.tanh, VectorMath.softplus, VectorMath.normalQuantile, VectorMath.normalCDF,
    ]
    #expect(named == ElementaryFunction.allCases)
  }

  /// ln(e⁰ + e⁰) = ln 2; a large common term comes out of the sum; a row of width 0 is an empty sum.
  @Test func logSumExp() {
    func check<Scalar: GateScalar>(_: Scalar.Type, _ tolerance: Scalar) {
      var y: [Scalar] = [0, 0, 0]
      var span = y.mutableSpan
      let x: [Scalar] = [0, 0, 1000, 1000, -.infinity, 3]
      VectorMath.logSumExp(x.span, width: 2, into: &span)
      let ln2 = Scalar(0.6931471805599453)
      let small: Scalar = abs(y[0] - ln2)
      let large: Scalar = abs(y[1] - 1000 - ln2)
      let allowed: Scalar = 1000 * tolerance
      #expect(small <= tolerance)
      #expect(large <= allowed)
      #expect(y[2] == 3)
      span = y.mutableSpan
      let nothing: [Scalar] = []
      VectorMath.logSumExp(nothing.span, width: 0, into: &span)
      #expect(y.allSatisfy { $0 == -.infinity })
    }
    check(Float.self, Float.ulpOfOne)
    check(Double.self, Double.ulpOfOne)
  }
}
