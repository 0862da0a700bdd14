import Planning
import Running
import TestSupport
import Testing

/// `--row`: one row of a table, with the runs that it depends on.
@Suite struct VerifiedRowTests {
  let folder = VerifiedFolder()

  private func row(_ text: String) throws -> VerificationScope { .row(try #require(TableRowName(text))) }

  /// One run, all of a cell, or both cells of a comparison.
  @Test(arguments: [
    ("runs.csv", 1), ("measurements.csv", 1), ("gates.csv", 1), ("predictions.csv", 1), ("units.csv", 1),
    ("summary.csv", 3), ("comparisons.csv", 6),
  ])
  func everyTable(file: String, runs: Int) async throws {
    let (plan, folder) = (
      try SmallSweep.plan(VerifiedFolder.everything), try await VerifiedFolder.computed()
    )
    let lines = try folder.lines(file)
    for number in [1, lines.count - 1] {
      let result = try await folder.verify(plan, row("\(file):\(number)"))
      #expect(result.recomputed == runs && result.agreeing == runs && result.files == [file])
      #expect(result.differences == [])
    }
    try folder.change(file) { $0[2] = $0[2].replacing(",test,", with: ",rest,") + "9" }
    let changed = try await folder.verify(plan, row("\(file):2"))
    #expect(changed.differences.map(\.file) == [file])
    #expect(changed.differences.first?.description.hasPrefix("\(file), row 2, column ") == true)
    #expect(try await folder.verify(plan, row("\(file):1")).differences == [])
    let beyond = await #expect(throws: VerificationRefusal.self) {
      try await folder.verify(plan, row("\(file):\(lines.count)"))
    }
    #expect(beyond?.cause == .request)
    #expect(
      beyond?.description.hasSuffix("has \(lines.count - 1) rows of data, and no row \(lines.count)") == true)
  }

  /// The runs of a comparison are those of its own cells, at the row's values of the other axes.
  @Test func aComparisonBesideAnotherAxis() async throws {
    let plan = try SmallSweep.plan(["sweep.network.hidden=[3, 4]", "training.updates=10"])
    try await SmallSweep.run(plan, in: folder.path)
    let table = try ResultRows("comparisons", in: folder.path).rows
    let number = try #require(
      table.firstIndex { $0["network.hidden"] == "4" && $0["candidate"] == "bernoulli" })
    let changed = try #require(
      plan.runs.first { $0.cell.name.contains("bernoulli") && $0.cell.name.contains("hidden=4") })
    try folder.changeRecord(changed.id) { $0 = $0.map { $0.replacing("completed 10", with: "completed 11") } }
    let result = try await folder.verify(plan, row("comparisons.csv:\(number + 1)"))
    #expect(result.recomputed == 6 && result.agreeing == 5)
    #expect(result.differences.map(\.run?.id) == [changed.id])
    let other = try #require(table.firstIndex { $0["network.hidden"] == "3" })
    #expect(try await folder.verify(plan, row("comparisons.csv:\(other + 1)")).differences == [])
  }

  @Test func certificatesHaveOneRunACell() async throws {
    let text = """
      schema: sluice/experiment/v1
      name: certified
      kind: certify
      seed: 7
      task: {kind: one_gate, target: 0.45}
      network:
        hidden: 1
        variant: noaf
        weights:
          input: {w: [[0, 0]], b: [40]}
          forget: {w: [[0, 0]], b: [0]}
          candidate: {w: [[0, 0]], b: [40]}
          output: {w: [[0, 0]], b: [1]}
        readout: {w: [[1]], b: [0], activation: linear}
      gates: {input: {kind: sigmoid}, forget: {kind: sigmoid}, output: {kind: bernoulli}}
      certify: {samples: 64}
      sweep: {training.gradient: [{kind: score_function}, {kind: straight_through_identity}]}

      """
    let plan = try SmallSweep.plan(text: text)
    try await SmallSweep.run(plan, in: folder.path)
    #expect(try await folder.verify(plan).differences == [])
    let result = try await folder.verify(plan, row("certificate.csv:1"))
    #expect(result.recomputed == 1 && result.files == ["certificate.csv"] && result.differences == [])
  }

  @Test func whatIsNoTableIsRefused() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder.path)
    let volatile = await #expect(throws: VerificationRefusal.self) {
      try await folder.verify(plan, row("timings.csv:1"))
    }
    #expect(volatile?.cause == .request)
    #expect(volatile?.description.contains("'timings.csv' is no table that can be verified") == true)
    let missing = await #expect(throws: VerificationRefusal.self) {
      try await folder.verify(plan, row("comparison.csv:1"))
    }
    #expect(missing?.cause == .missingFile)
    #expect(missing?.description.hasSuffix("(did you mean 'comparisons.csv'?)") == true)
  }

  @Test func names() {
    #expect(TableRowName("a.csv:12")?.number == 12 && TableRowName("a.csv:12")?.file == "a.csv")
    for text in [
      "", "a.csv", "a.csv:", "a.csv:0", "a.csv:-1", "a.csv:+1", "a.csv:1.5", "a:1", "../a.csv:1", ":1",
    ] {
      #expect(TableRowName(text) == nil, "\(text)")
    }
  }
}
