import RandomStreams
import Testing

/// Sharing over steps and scope over units, for both kinds of generator.
@Suite(.serialized) struct NoiseSharingTests {
  static let generators = ["philox4x32-10", "mt19937", "taus2"]

  @Test(arguments: generators)
  func perSequenceHoldsOverSteps(name: String) throws {
    let field = Fixtures.field(
      try Generator(named: name), purpose: .trainingNoise, sharing: .perSequence)
    field.begin(time: 3, steps: 4, layers: 2, units: 6, sequences: [8, 9])
    for layer in 0..<2 {
      let first = Fixtures.fill(field, 2, 6, .forget, 0, layer: layer, step: 0)
      #expect(Set(first).count == 12)
      for step in 1..<4 {
        #expect(Fixtures.fill(field, 2, 6, .forget, 0, layer: layer, step: step) == first)
      }
    }
    #expect(
      Fixtures.fill(field, 2, 6, .forget, 0, layer: 0, step: 0)
        != Fixtures.fill(field, 2, 6, .forget, 0, layer: 1, step: 0))
  }

  @Test(arguments: generators)
  func layerScopeHoldsOverUnits(name: String) throws {
    let field = Fixtures.field(try Generator(named: name), purpose: .trainingNoise, scope: .layer)
    field.begin(time: 3, steps: 2, layers: 2, units: 5, sequences: [8, 9, 10])
    var seen: [Float] = []
    for step in 0..<2 {
      for layer in 0..<2 {
        let draws = Fixtures.fill(field, 3, 5, .input, 1, layer: layer, step: step)
        for row in 0..<3 {
          #expect(Set(draws[row * 5..<row * 5 + 5]).count == 1)
          seen.append(draws[row * 5])
        }
      }
    }
    #expect(Set(seen).count == 12)
  }

  /// Shared noise sits at step 0 and unit 0, so it is the unshared noise of that address.
  @Test func sharedDrawsHaveAddresses() {
    func draws(_ sharing: NoiseSharing, _ scope: NoiseScope, step: Int) -> [Float] {
      let field = Fixtures.field(.philox, purpose: .evaluationNoise, sharing: sharing, scope: scope)
      field.begin(time: 1, steps: 3, layers: 1, units: 6, sequences: [4, 5])
      return Fixtures.fill(field, 2, 6, .cellMask, 0, layer: 0, step: step)
    }
    #expect(draws(.perSequence, .unit, step: 2) == draws(.perStep, .unit, step: 0))
    let plain = draws(.perStep, .unit, step: 2)
    let repeated = [plain[0], plain[6]].flatMap { [Float](repeating: $0, count: 6) }
    #expect(draws(.perStep, .layer, step: 2) == repeated)
    #expect(draws(.perSequence, .layer, step: 1) == draws(.perStep, .layer, step: 0))
  }
}
