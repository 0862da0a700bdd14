import Estimation
import Testing

struct VerdictTests {
  private func verdict(_ bias: Double, _ standardError: Double, _ exactError: Double) -> Verdict {
    Verdict(bias: bias, standardError: standardError, exactError: exactError, norm: 1)
  }

  @Test func aBiasIsSeenFromFiveStandardErrorsOn() {
    #expect(verdict(0.049, 0.01, 0) == .unseen && verdict(-0.051, 0.01, 0) == .biased)
    // What the exact side may be off by is no bias.
    #expect(verdict(0.0505, 0.01, 0.001) == .unseen)
  }

  @Test func anExactSideThatIsNotSaysNothing() {
    #expect(verdict(0, 0.01, 0.00101) == .unresolved)
    #expect(verdict(9, 0.01, 0.00101) == .unresolved)
    #expect(verdict(0, 0.01, .nan) == .unresolved && verdict(0, 0.01, .infinity) == .unresolved)
    #expect(verdict(.nan, 0.01, 0) == .biased)
  }

  /// Derivatives that do not vary have no standard error; rounding is no bias.
  @Test func roundingIsNoBias() {
    #expect(verdict(1e-12, 0, 1e-13) == .unseen && verdict(1e-8, 0, 1e-13) == .biased)
  }

  @Test func theWhole() {
    #expect(Verdict([.unseen, .unseen]) == .unseen && Verdict([.unseen, .unresolved]) == .unresolved)
    #expect(Verdict([.biased, .unresolved]) == .biased)
  }
}
