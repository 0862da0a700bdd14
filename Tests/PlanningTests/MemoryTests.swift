import Planning
import Studies
import Testing

/// The memory of a run, by hand.
struct MemoryTests {
  private func memory(_ overrides: String...) throws -> RunMemory { try memory(overrides) }

  private func memory(_ overrides: [String]) throws -> RunMemory {
    RunMemory(try TestFiles.plan(TestFiles.small, overrides: overrides).cells[0].specification)
  }

  /// 4 units, 20 steps, the last one read: 6 numbers a unit and step for each of the 64 sequences of an evaluation.
  @Test func sixNumbersForEachUnitAndStep() throws {
    let memory = try memory()
    #expect(memory.rows == 64 && memory.valuesPerRow == 20 * 4 * 6 && memory.width == 4)
    // 4·4·(2 + 4 + 1) + 5 parameters six times, and three times in the state that is kept; inputs of two numbers, one target.
    // Six times 1,000 predictions in Float64.
    #expect(memory.bytes == Double(4 * (64 * 480 + 9 * 117) + 4 * 64 * (20 * 2 + 1) + 8 * 6 * 1_000))
  }

  /// What is scored at once: the outputs of every rollout and five arrays more, of the whole split or of 2²⁰ values.
  @Test func predictionsOfABlock() throws {
    let drawn = ["gates.all={kind: bernoulli}", "evaluation.modes=[native, sample]"]
    let one = try memory("gates.all={kind: bernoulli}", "evaluation.modes=[native]")
    let native = one.bytes - 8 * 6 * 1_000
    func scored(_ overrides: [String]) throws -> Double { try memory(drawn + overrides).bytes - native }
    #expect(try scored([]) == 8 * 21 * 1_000)
    #expect(try scored(["evaluation.samples=64", "task.test_size=1000000"]) == 8 * 69 * 16_384)
    #expect(try scored(["task.validation_size=2000"]) == 8 * 21 * 2_000)
    // Without draws one rollout stands for all.
    #expect(try memory("evaluation.modes=[native, sample]").bytes - native == 8 * 6 * 1_000)
  }

  /// A batch of training comes back.
  @Test func tenNumbersOnTheWayBack() throws {
    let memory = try memory("training.batch=100")
    #expect(memory.rows == 100 && memory.valuesPerRow == 20 * 4 * 10)
  }

  @Test func aLayerAboveSendsAGradientDown() throws {
    #expect(try memory("network.layers=2").valuesPerRow == 20 * 4 * (6 + 6))
    #expect(try memory("network.layers=2", "training.batch=100").valuesPerRow == 20 * 4 * (10 + 10 + 1))
  }

  /// z of four row groups is kept where gates are looked at, in sampled passes p of three gates, and no draws.
  @Test func gatesThatAreLookedAt() throws {
    let looking = ["telemetry.gates=true", "gates.all={kind: bernoulli}"]
    #expect(try memory(looking).valuesPerRow == 20 * 4 * (6 + 4))
    #expect(try memory(looking + ["evaluation.modes=[native, sample]"]).valuesPerRow == 20 * 4 * (6 + 4 + 3))
    #expect(
      try memory(looking + ["evaluation.modes=[sample]", "network.variant=cifg"]).valuesPerRow
        == 20 * 4 * (6 + 3 + 3))
  }

  /// Two samples of a batch of 512 go through the network at once, and their scores are injected at three gates.
  @Test func estimators() throws {
    let memory = try memory(
      "training.batch=512", "gates.all={kind: bernoulli}",
      "training.gradient={kind: score_function, baseline: leave_one_out}")
    #expect(memory.rows == 1024 && memory.valuesPerRow == 20 * 4 * (10 + 4 + 3 + 3))
  }

  /// Two masks with a draw each: cells and hidden states held. Without draws there is nothing to keep.
  @Test func masks() throws {
    let zoneout = "state_noise={kind: zoneout}"
    #expect(try memory(zoneout, "training.batch=8").valuesPerRow == 20 * 4 * 6)
    #expect(
      try memory(zoneout, "training.batch=8", "evaluation.modes=[sample]").valuesPerRow == 20 * 4 * (6 + 2))
    #expect(try memory(zoneout, "training.batch=100").valuesPerRow == 20 * 4 * (10 + 2))
    #expect(try memory(zoneout, "training.batch=100", "network.peepholes=true").valuesPerRow == 20 * 4 * 13)
  }

  /// One draw for the two inputs and four states of a whole sequence; what is seen under them is kept of every step.
  @Test func masksForWholeSequences() throws {
    #expect(
      try memory("state_noise={kind: variational_dropout}", "training.batch=100").valuesPerRow
        == 20 * (4 * (10 + 1) + 2))
  }

  @Test func theReferenceEngineKeepsMore() throws {
    let bernoulli = ["precision=float64", "gates.all={kind: bernoulli}"]
    let memory = try memory(bernoulli + ["training.batch=100"])
    #expect(memory.valuesPerRow == 20 * 4 * 23 && memory.width == 8)
    #expect(try self.memory(bernoulli).valuesPerRow == 20 * 4 * (9 + 4))
  }
}
