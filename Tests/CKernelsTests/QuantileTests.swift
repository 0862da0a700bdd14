import CKernels
import TestSupport
import Testing

@Suite struct QuantileTests {
  /// Values of Φ⁻¹ to 17 digits, computed with mpmath 1.3 at 40 digits.
  @Test(arguments: [
    (0.975, 1.9599639845400539), (0.5, 0), (0.075, -1.4395314709384559), (0.9, 1.2815515655446006),
    (1e-10, -6.3613409024040562), (1e-300, -37.047096299361199), (0x1p-24, -5.2947040848545981),
  ]) func referenceValues(_ p: Double, _ expected: Double) {
    #expect(abs(ckernels_normal_quantile_f64(p) - expected) <= 5 * expected.ulp)
  }

  /// In Float32 the quantile is the Float64 one, rounded: both engines see the same Gaussian draws.
  @Test func float32IsRoundedFloat64() {
    var scatter = Scatter(9)
    let special: [Float] = [0, -0.0, 1, 0.5, -1, 2, .nan, .infinity, .leastNonzeroMagnitude, 1 - 0x1p-24]
    let x = special + (0..<100_000).map { _ in Float((Double(scatter.bits() >> 41) + 0.5) * 0x1p-23) }
    for table in tables {
      let wide: [Double] = written(x.count) { table.normal_quantile_f64(x.map(Double.init), $0, x.count) }
      let narrow: [Float] = written(x.count) { table.normal_quantile_f32(x, $0, x.count) }
      #expect(comparable(narrow) == comparable(wide.map { Float($0) }))
    }
    #expect(ckernels_normal_quantile_f32(0) == -.infinity)
    #expect(ckernels_normal_quantile_f32(1) == .infinity)
    #expect(ckernels_normal_quantile_f32(-1).isNaN && ckernels_normal_quantile_f32(2).isNaN)
  }
}
