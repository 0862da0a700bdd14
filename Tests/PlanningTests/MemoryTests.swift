import Planning
import Testing

/// The memory of a run, by hand.
struct MemoryTests {
  private func memory(_ overrides: String...) throws -> RunMemory {
    RunMemory(try TestFiles.plan(TestFiles.small, overrides: overrides).cells[0].specification)
  }

  /// 4 units, 20 steps, the last one read: 10 numbers a unit and step for each of the 64 sequences of an evaluation.
  @Test func tenNumbersForEachUnitAndStep() throws {
    let memory = try memory()
    #expect(memory.rows == 64 && memory.valuesPerRow == 20 * 4 * 10 && memory.width == 4)
    // 4·4·(2 + 4 + 1) + 5 parameters six times; inputs of two numbers, one target.
    #expect(memory.bytes == Double(4 * (64 * 800 + 6 * 117) + 4 * 64 * (20 * 2 + 1)))
  }

  @Test func aLayerAboveSendsAGradientDown() throws {
    #expect(try memory("network.layers=2").valuesPerRow == 20 * 4 * (10 + 10 + 1))
  }

  /// z of four row groups and three draws are kept where gates are looked at.
  @Test func gatesThatAreLookedAt() throws {
    #expect(
      try memory("telemetry.gates=true", "gates.all={kind: bernoulli}").valuesPerRow == 20 * 4 * (10 + 4 + 3))
  }

  /// Two samples of a batch of 512 go through the network at once, and their scores are injected at three gates.
  @Test func estimators() throws {
    let memory = try memory(
      "training.batch=512", "gates.all={kind: bernoulli}",
      "training.gradient={kind: score_function, baseline: leave_one_out}")
    #expect(memory.rows == 1024 && memory.valuesPerRow == 20 * 4 * (10 + 4 + 3 + 3))
  }

  /// Two masks with a draw each: cells and hidden states held.
  @Test func masks() throws {
    #expect(try memory("state_noise={kind: zoneout}").valuesPerRow == 20 * 4 * (10 + 2))
  }

  @Test func theReferenceEngineKeepsMore() throws {
    let memory = try memory("precision=float64", "gates.all={kind: bernoulli}")
    #expect(memory.valuesPerRow == 20 * 4 * 23 && memory.width == 8)
  }
}
