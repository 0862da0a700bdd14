import Planning
import Reports
import Studies
import Testing

/// What `sluice plan` says before anything is computed.
struct SummaryTests {
  /// By hand: a step of 4 units on 2 inputs takes 8·4·(2 + 4) = 192 operations, 20 steps and the read-out 3,848.
  @Test func workFollowsTheArithmetic() throws {
    let cost = RunCost(try TestFiles.plan(TestFiles.small).cells[0].specification)
    #expect(cost.differentiatedFLOP == 3 * 3848 * 32 * 10)
    #expect(cost.readFLOP == 3848 * 2000 * 2)
    #expect(RunCost.text(flop: cost.flop) == "19 MFLOP")
  }

  @Test func samplingCostsItsRollouts() throws {
    let plan = try TestFiles.plan(
      TestFiles.small,
      overrides: [
        "evaluation={modes: [native, sample], samples: 5, every: 4}",
        "sweep.gates.all=[{kind: sigmoid}, {kind: bernoulli}]",
      ])
    // After 0, 4, 8 and 10 updates; one pass natively and five sampled, or one where rollouts are all the same.
    #expect(plan.cells.map { RunCost($0.specification).readFLOP } == [2, 6].map { 3848 * 2000 * 4 * $0 })
  }

  @Test func tooFewReplicatesAreWarnedAbout() throws {
    let compared =
      TestFiles.small + "sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}]}\n"
      + "compare: {axis: gates.all, baseline: sigmoid, metric: test.native.mse}\n"
    func warnings(_ replicates: Int) throws -> [String] {
      try PlanSummary(TestFiles.plan(compared, overrides: ["replicates=\(replicates)"])).warnings
    }
    #expect(
      try warnings(5) == [
        "no difference can be significant at 0.05: with 5 replicates the smallest p is 2/2^5 = 0.0625; 6 replicates would do"
      ])
    #expect(try warnings(6) == [])
    #expect(try warnings(1_000) == [])
    #expect(try warnings(1).count == 1)
  }

  /// The interval for m comparisons has ends where 2ⁿ⁻¹ ≥ 10 m.
  @Test func tooFewReplicatesForEquivalenceAreWarnedAbout() throws {
    let compared =
      TestFiles.small
      + "sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: g2}, {kind: hard_threshold}, {kind: hard_sigmoid}]}\n"
      + "compare: {axis: gates.all, baseline: sigmoid, metric: test.native.mse, equivalence: 0.1}\n"
    func warnings(_ overrides: String...) throws -> [String] {
      try PlanSummary(TestFiles.plan(compared, overrides: overrides)).warnings
    }
    #expect(try warnings("replicates=8") == [])
    let many = "sweep.network.hidden=[1,2,3,4]"
    // 16 comparisons: 2⁸ ≥ 160 patterns, and 2/2⁹·16 = 0.0625.
    #expect(
      try warnings("replicates=8", many) == [
        "no difference can be significant at 0.05: with 8 replicates the smallest p is 2/2^8 = 0.0078125, and Holm's correction multiplies the smallest of 16 by 16; 10 replicates would do",
        "nothing can be found equivalent: with 8 replicates the 99.38 % interval, for 16 comparisons together, has no ends; 9 replicates would do",
      ])
    #expect(try warnings("replicates=9", many).count == 1 && warnings("replicates=10", many) == [])
    #expect(
      PlanSummary.tooFewForEquivalence(replicates: 4, comparisons: 1)?.contains(
        "the 90 % interval, for 1 comparison") == true)
    #expect(PlanSummary.tooFewForEquivalence(replicates: 5, comparisons: 1) == nil)
    #expect(
      PlanSummary.tooFewForEquivalence(replicates: 5, comparisons: 100_000)?.hasSuffix(
        "no number of replicates would do") == true)
  }

  @Test func aShareOfAFloorNeedsOne() throws {
    let compared =
      TestFiles.small + "sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}]}\n"
      + "compare: {axis: gates.all, baseline: sigmoid, metric: test.native.mse, equivalence: {floors: 0.1}}\n"
    #expect(try PlanSummary(TestFiles.plan(compared, overrides: ["replicates=6"])).warnings == [])
  }

  @Test func sharedMasksAreWarnedAbout() throws {
    func warnings(_ overrides: String...) throws -> [String] {
      try PlanSummary(TestFiles.plan(TestFiles.small, overrides: overrides)).warnings
    }
    #expect(try warnings("noise.sharing=per_sequence") == [])
    #expect(try warnings("state_noise={kind: zoneout}") == [])
    #expect(
      try warnings("noise.sharing=per_sequence", "state_noise={kind: variational_dropout}") == [])
    #expect(
      try warnings("noise.sharing=per_sequence", "state_noise={kind: zoneout}") == [
        "noise.sharing: per_sequence holds for state_noise too: one mask of zoneout serves a whole sequence, so that what it holds or drops at the first step it holds or drops at every step"
      ])
    #expect(
      try warnings("sweep.noise.scope=[unit, layer]", "state_noise={kind: zoneout}") == [
        "noise.scope: layer holds for state_noise too: zoneout holds or drops all units of a layer together"
      ])
    #expect(try warnings("noise.scope=layer", "state_noise={kind: stochastic_depth_in_time}") == [])
  }

  /// Beyond 20 pairs 99,999 patterns of signs are drawn, so that no p is below 1/100,000.
  @Test(arguments: [
    (10, 25, nil),
    (
      10, 26,
      "2/2^10 = 0.001953125, and Holm's correction multiplies the smallest of 26 by 26; 11 replicates would do"
    ),
    (30, 5_000, nil),
    (
      30, 5_001,
      "1e-05, and Holm's correction multiplies the smallest of 5001 by 5001; 18 to 20 replicates would do, for up to 20 all signs are counted"
    ),
    (
      20, 30_000,
      "2/2^20 = 1.9073486328125e-06, and Holm's correction multiplies the smallest of 30000 by 30000; no number of replicates would do"
    ),
  ])
  func moreComparisonsNeedMoreReplicates(replicates: Int, comparisons: Int, ending: String?) {
    let warning = PlanSummary.tooFew(replicates: replicates, comparisons: comparisons)
    #expect(
      warning
        == ending.map {
          "no difference can be significant at 0.05: with \(replicates) replicates the smallest p is \($0)"
        })
  }

  @Test func theTextIsExact() throws {
    let plan = try TestFiles.plan(
      TestFiles.small, overrides: ["sweep.network.hidden=[4, 8]", "replicates=2"])
    let ids = plan.cells.map(\.id)
    #expect(
      TextDrawing().text(PlanSummary(plan).report) == """
        small: 2 cells × 2 replicates = 4 runs
        axis       network.hidden: 4 · 8

        cell                    values            work per run   memory
        \(ids[0])  network.hidden=4      19 MFLOP  181 KiB
        \(ids[1])  network.hidden=8      64 MFLOP  310 KiB

        total      165 MFLOP in matrix products; at most 310 KiB for each job

        """)
    let times = PlanSummary.Times(perCell: ["12 ms", "40 ms"], total: "about 1 s of processor time")
    #expect(
      TextDrawing().text(PlanSummary(plan, times: times).report) == """
        small: 2 cells × 2 replicates = 4 runs
        axis       network.hidden: 4 · 8

        cell                    values            work per run   memory   time
        \(ids[0])  network.hidden=4      19 MFLOP  181 KiB  12 ms
        \(ids[1])  network.hidden=8      64 MFLOP  310 KiB  40 ms

        total      165 MFLOP in matrix products; at most 310 KiB for each job
        time       about 1 s of processor time

        """)
  }
}
