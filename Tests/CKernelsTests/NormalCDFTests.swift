import CKernels
import TestSupport
import Testing

@Suite struct NormalCDFTests {
  /// Values of Φ to 17 digits, computed with mpmath 1.3 at 40 digits.
  @Test(arguments: [
    (-37.5, 4.6053530095819548e-308), (-20, 2.7536241186062337e-89), (-8.25, 7.9197263146424773e-17),
    (-3, 0.0013498980316300945), (-1, 0.15865525393145705), (-0.1, 0.46017216272297102),
    (-1e-8, 0.4999999960105772), (0.3, 0.61791142218895263), (0.6744897501960817, 0.74999999999999999),
    (1, 0.84134474606854295), (1.959963984540054, 0.97499999999999999), (4, 0.99996832875816688),
    (8, 0.99999999999999938),
  ]) func referenceValues(_ x: Double, _ expected: Double) {
    #expect(abs(ckernels_normal_cdf_f64(x) - expected) <= 8 * expected.ulp)
  }

  @Test func ends() {
    #expect(ckernels_normal_cdf_f64(-.infinity) == 0 && ckernels_normal_cdf_f64(.infinity) == 1)
    #expect(ckernels_normal_cdf_f64(-50) == 0 && ckernels_normal_cdf_f64(50) == 1)
    #expect(ckernels_normal_cdf_f64(0) == 0.5)
    #expect(ckernels_normal_cdf_f64(.nan).isNaN && ckernels_normal_cdf_f32(.nan).isNaN)
  }

  /// Φ(x) + Φ(−x) = 1, and Φ rises.
  @Test func symmetry() {
    let x = (-4000...4000).map { Double($0) / 100 }
    let values = x.map(ckernels_normal_cdf_f64)
    #expect(zip(values, values.reversed()).allSatisfy { abs($0 + $1 - 1) <= 0x1p-53 })
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// The quantile is the inverse.
  @Test func inverse() {
    for p in [1e-200, 1e-12, 0.003, 0.1, 0.4, 0.5, 0.6, 0.97, 1 - 1e-9] {
      let x = ckernels_normal_quantile_f64(p)
      #expect(abs(ckernels_normal_cdf_f64(x) - p) <= p * (1e-15 * max(1, x * x * 4)))
    }
  }

  /// In Float32 it is the Float64 value, rounded; all paths give the same bits.
  @Test func float32IsRoundedFloat64() {
    var scatter = Scatter(19)
    let special: [Float] = [0, -0.0, 1, -38.5, 40, -40, 1e30, -1e30, .nan, .infinity, -.infinity, 1e-30]
    let x = special + scatter.floats(20_000).map { $0 * 12 }
    let plain: [Double] = written(x.count) { portable.normal_cdf_f64(x.map(Double.init), $0, x.count) }
    for table in tables {
      let wide: [Double] = written(x.count) { table.normal_cdf_f64(x.map(Double.init), $0, x.count) }
      let narrow: [Float] = written(x.count) { table.normal_cdf_f32(x, $0, x.count) }
      #expect(comparable(wide) == comparable(plain))
      #expect(comparable(narrow) == comparable(wide.map { Float($0) }))
    }
  }
}
