import Statistics
import Testing

@Suite struct LifetimeTests {
  @Test(arguments: [0.3, 0.5, 0.8, 0.95]) func constantRetentionGivesItsHalfLife(retention: Double) {
    var (share, curve) = (1.0, [Double]())
    for _ in 0..<20 {
      share *= retention
      curve.append(share)
    }
    var probabilities = GateProbabilities()
    probabilities.add([retention].span, retention: .keep)
    #expect(agree(medianLifetime(survival: curve), probabilities.halfLife!, within: 1e-13))
  }

  @Test func handWorkedCurves() {
    #expect(medianLifetime(survival: [1, 1, 0.5]) == 3)
    #expect(medianLifetime(survival: [1, 0.75, 0]) == 2, "all is lost at once")
    #expect(medianLifetime(survival: [0.25]) == 0.5)
    #expect(medianLifetime(survival: [0.9, 0.8, 0.6]) == nil)
    #expect(medianLifetime(survival: []) == nil)
  }
}
