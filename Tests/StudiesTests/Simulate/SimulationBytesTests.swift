import Planning
import Running
import Studies
import TestSupport
import Testing

/// G1 and G3 for simulations: neither chunks nor jobs nor shares can be seen in the tables.
@Suite struct SimulationBytesTests {
  let folder = TemporaryFolder()

  /// Sequences of different lengths, two layers; 35 rollouts in parts of every awkward size, and all at once.
  @Test(arguments: [1, 2, 6, 7, 16, 34, 1000], ["float32", "float64"])
  func chunksDoNotShow(chunk: Int, precision: String) throws {
    let plan = try SmallSimulation.plan(SmallSimulation.drawn, ["precision=\(precision)"])
    for cell in plan.cells {
      let task = RaggedSequences()
      #expect(
        try SmallSimulation.rows(cell, task: task, chunk: chunk)
          == SmallSimulation.rows(cell, task: task, chunk: 35))
    }
  }

  @Test func theoryDoesNotSeeChunks() throws {
    let whole = try SmallSimulation.rows(SmallSimulation.independent, ["replicates=20"])
    #expect(whole.contains { $0.theory != nil })
    #expect(try SmallSimulation.rows(SmallSimulation.independent, ["replicates=20"], chunk: 3) == whole)
  }

  @Test func jobsAndSharesDoNotShow() async throws {
    let plan = try SmallSimulation.plan(SmallSimulation.drawn)
    let tables = try await SmallSweep.bytes(plan, in: folder, jobs: 3, shares: 2)
    #expect(Set(tables.keys) == ["runs.csv", "gates.csv", "manifest.json", "datapackage.json"])
  }

  @Test func runsAreOnePerCell() async throws {
    try await SmallSweep.run(SmallSimulation.plan(SmallSimulation.drawn), in: folder["r"])
    let lines = String(decoding: try Files.read(folder["r/runs.csv"]), as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "run_id,cell_id,replicate,gates.forget,noise.scope,status,updates,selected_update")
    #expect(lines.count == 5)
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",completed,0,0") && $0.contains(",0,") })
  }

  /// More rollouts begin with the same draws: with one sequence rollout r is number r, however many there are.
  @Test func policiesAreComparedOnTheSameDraws() throws {
    let rows = try SmallSimulation.rows(
      SmallSimulation.independent, ["gates={all: {kind: bernoulli}}", "replicates=1"])
    let same = try SmallSimulation.rows(
      SmallSimulation.independent,
      ["gates={input: {kind: sigmoid}, forget: {kind: bernoulli}, output: {kind: sigmoid}}", "replicates=1"])
    for step in 0..<10 {
      #expect(rows.row("forget", "mean", step: step) == same.row("forget", "mean", step: step))
    }
  }

  /// The library's generators are drawn in sequence; equal runs are equal all the same.
  @Test func otherGeneratorsWork() throws {
    let rows = try SmallSimulation.rows(SmallSimulation.independent, ["generator=mt19937"])
    #expect(try SmallSimulation.rows(SmallSimulation.independent, ["generator=mt19937"]) == rows)
    #expect(try SmallSimulation.rows(SmallSimulation.independent) != rows)
    let mean = try #require(rows.row("forget", "mean"))
    #expect(abs(mean.value - (try #require(mean.theory))) < 6 * 0.5 / 16_000.0.squareRoot())
  }
}
