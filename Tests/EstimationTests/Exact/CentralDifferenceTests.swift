import Estimation
import Gating
import Testing

/// The bound of a difference holds, for smooth functions and for kinks wherever they lie.
struct CentralDifferenceTests {
  private let h = 0x1p-9

  private func difference(_ f: (Double) -> Double, at x: Double) -> CentralDifference {
    CentralDifference(
      step: h, center: f(x), above: CentralDifference.multiples.map { f(x + $0 * h) },
      below: CentralDifference.multiples.map { f(x - $0 * h) }, rounding: 4 * .ulpOfOne)
  }

  @Test func smoothFunctions() {
    for x in stride(from: -3.0, through: 3, by: 0.37) {
      let found = difference({ VectorMath.sigmoid($0) }, at: x)
      let error = (found.derivative - VectorMath.sigmoid(x) * VectorMath.sigmoid(-x)).magnitude
      #expect(error < 1e-12 && error <= found.error && found.error < 1e-11, "x = \(x)")
    }
  }

  /// |x − k| from every distance within the step: both one-sided derivatives are within the bound where the kink is at x.
  @Test func kinks() {
    for part in stride(from: -4.5, through: 4.5, by: 0.125) {
      let found = difference({ ($0 - part * h).magnitude + 0.3 * $0 }, at: 0)
      let expected = (part > 0 ? -1.0 : part < 0 ? 1 : 0) + 0.3
      #expect((found.derivative - expected).magnitude <= found.error * (1 + 1e-9), "kink at \(part) h")
      if part == 0 { #expect(found.error >= 1) }
      if part.magnitude > 4 { #expect(found.error < 1e-9) }
    }
  }

  @Test func whatHasNoEffectIsOffByRounding() {
    let found = difference({ _ in 0.7 }, at: 1)
    #expect(found.derivative == 0 && found.error == 6 * Double.ulpOfOne / h)
    #expect(difference({ _ in .nan }, at: 1).derivative.isNaN)
  }
}
