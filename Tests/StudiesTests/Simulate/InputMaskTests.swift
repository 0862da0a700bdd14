import Planning
import Running
import Studies
import TestSupport
import Testing

/// Masks on inputs where a network has more inputs than units.
@Suite struct InputMaskTests {
  let folder = TemporaryFolder()

  /// GSL's own generators set draws aside for every mask of a pass: for all inputs, and not only as many as units.
  @Test(arguments: ["philox4x32-10", "mt19937"]) func moreInputsThanUnits(_ generator: String) async throws {
    let text = """
      schema: sluice/experiment/v1
      name: wide
      kind: simulate
      seed: 7
      generator: \(generator)
      task: {kind: adding, variant: skip, steps: 10, validation_size: 5, test_size: 3}
      network: {hidden: 1}
      gates: {all: {kind: bernoulli}}
      state_noise: {kind: variational_dropout}
      simulation: {every: 5}

      """
    try await SmallSweep.run(SmallSweep.plan(text: text), in: folder["wide"])
    #expect(try SmallSweep.digests(folder["wide"])["gates.csv"] != nil)
  }
}
