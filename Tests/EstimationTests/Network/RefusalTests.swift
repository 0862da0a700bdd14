import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Testing

struct RefusalTests {
  private let network = NetworkConfiguration(inputWidth: 1, hidden: 2, outputWidth: 1)

  private let estimators = RuleCase.estimators.compactMap(\.estimator)

  @Test func sharedDrawsAreRefused() throws {
    let gates = GateAssignment(all: try bernoulli())
    for estimator in estimators {
      let steps = EstimationSetting(network, gates: gates, sharing: .perSequence, steps: 3)
      #expect(estimator.refusal(steps)?.contains("per_sequence") == true)
      let units = EstimationSetting(network, gates: gates, scope: .layer, steps: 3)
      #expect(estimator.refusal(units)?.contains("noise.scope: layer") == true)
    }
  }

  @Test func gatesWithoutDrawsAreRefused() throws {
    let gates = GateAssignment(all: try SigmoidGate(settings(SigmoidGate.description)))
    for estimator in estimators {
      #expect(
        estimator.refusal(EstimationSetting(network, gates: gates, steps: 3))?.contains("no gate is drawn")
          == true)
    }
    // The only drawn gate is one that the variant does not have.
    var withoutInput = network
    withoutInput.variant = .nig
    var one = gates
    one.input = try bernoulli()
    #expect(ARMEstimator().refusal(EstimationSetting(withoutInput, gates: one, steps: 3)) != nil)
    #expect(ARMEstimator().refusal(EstimationSetting(network, gates: one, steps: 3)) == nil)
  }

  @Test func rebarRefusesAJump() throws {
    var gates = GateAssignment(all: try bernoulli())
    gates.forget = try HardThresholdGate(settings(HardThresholdGate.description))
    let setting = EstimationSetting(network, gates: gates, steps: 3)
    #expect(try rebar().refusal(setting)?.contains("the forget gate jumps") == true)
    #expect(DisARMEstimator().refusal(setting) == nil)
  }

  /// One uniform chooses the gate, so that beyond its 2²³ values some gate would never be chosen.
  @Test func bitFlipChoosesAmongSoMany() throws {
    let gates = GateAssignment(all: try bernoulli())
    func setting(_ steps: Int) -> EstimationSetting { EstimationSetting(network, gates: gates, steps: steps) }
    #expect(BitFlipEstimator().refusal(setting(1_398_101)) == nil)
    #expect(
      BitFlipEstimator().refusal(setting(1_398_102))?.contains("takes 8388612 draws a sequence") == true)
  }

  @Test func mupropServesOneDraw() throws {
    let gates = GateAssignment(all: try bernoulli())
    #expect(
      MuPropEstimator().refusal(EstimationSetting(network, gates: gates, steps: 3))?.contains("18 draws")
        == true)
    var one = GateAssignment(all: try SigmoidGate(settings(SigmoidGate.description)))
    one.output = try bernoulli()
    let single = NetworkConfiguration(inputWidth: 1, hidden: 1, outputWidth: 1)
    #expect(MuPropEstimator().refusal(EstimationSetting(single, gates: one, steps: 1)) == nil)
  }

  @Test func settingsOfOtherBaselinesAreRefused() {
    #expect(throws: (any Error).self) { try scoreFunction(["decay": .number(0.9)]) }
    #expect(throws: (any Error).self) { try scoreFunction(["samples": .number(4)]) }
    #expect(throws: (any Error).self) { try scoreFunction(["baseline": .text("mean")]) }
  }
}
