import Benchmarks
import Testing

@Suite struct PowerLawTests {
  @Test(arguments: [-1.0, 0, 0.5, 1, 2]) func recoversAnExactLaw(exponent: Double) throws {
    let points = [1.0, 2, 4, 8, 16].map { x in
      (x: x, y: 3 * (exponent == 0.5 ? x.squareRoot() : power(x, Int(exponent))))
    }
    let law = try #require(PowerLaw(points))
    #expect(abs(law.exponent - exponent) < 1e-12)
    #expect(abs(law.factor - 3) < 1e-12)
  }

  @Test func weighsTheLogarithmsAlike() throws {
    // log₂ y = (0, 2, 2, 4) at log₂ x = (0, 1, 2, 3): slope 6/5, by hand.
    let law = try #require(PowerLaw([(1, 1), (2, 4), (4, 4), (8, 16)]))
    #expect(abs(law.exponent - 1.2) < 1e-12)
  }

  @Test func oneAbscissaHasNoSlope() {
    #expect(PowerLaw([(4, 1)]) == nil)
    #expect(PowerLaw([(4, 1), (4, 2)]) == nil)
  }

  private func power(_ x: Double, _ exponent: Int) -> Double {
    exponent < 0 ? 1 / x : (0..<exponent).reduce(1) { y, _ in y * x }
  }
}
