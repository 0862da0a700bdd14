import Planning
import RandomStreams
import Running
import Studies
import Testing

@Suite struct SimulationValueTests {
  /// A unit that starts at 1 and is written nothing to; p = σ(2.9444…) = 0.95.
  private static let memory = """
    schema: sluice/experiment/v1
    name: memory
    kind: simulate
    seed: 3
    replicates: 1000
    inputs: [[0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0], [0]]
    initial: {cell: [1]}
    precision: float64
    network:
      hidden: 1
      weights:
        input: {w: [[0, 0]], b: [0]}
        forget: {w: [[0, 0]], b: [2.9444389791664403]}
        candidate: {w: [[0, 0]], b: [0]}
        output: {w: [[0, 0]], b: [0]}
    gates: {input: {kind: sigmoid}, forget: {kind: bernoulli}, output: {kind: sigmoid}}

    """

  /// The catalogue's value: at p = 0.95 half of the units are lost after 13.5 steps.
  @Test func halfOfTheUnitsAreLostAfterThirteenAndAHalfSteps() throws {
    let rows = try SmallSimulation.rows(Self.memory)
    let halfLife = try #require(rows.row("forget", "half_life"))
    #expect(abs(halfLife.value - 13.513407333964873) < 1e-12)
    let lifetime = try #require(rows.row("forget", "median_lifetime"))
    #expect(abs(try #require(lifetime.theory) - 13.513407333964873) < 1e-12)
    // The median of 1000 lifetimes near n has a standard error of 1/(2·√1000·density), density ½·ln(1/0.95).
    let density = 0.5 * 0.05129
    let medianError: Double = 1 / (2 * 1000.0.squareRoot() * density)
    #expect(abs(lifetime.value - 13.5134) < 6 * medianError)
    let (on, off) = (
      try #require(rows.row("forget", "dwell_on")), try #require(rows.row("forget", "dwell_off"))
    )
    #expect(abs(try #require(on.theory) - 20) < 1e-9)
    let shut: Double = 1 / 0.95
    #expect(abs(try #require(off.theory) - shut) < 1e-12)
    // 1 000 × 19 steps with successors: some 900 spells end, each length with a relative spread of 1.
    let spellError: Double = 20 / 900.0.squareRoot()
    #expect(abs(on.value - 20) < 6 * spellError)
    #expect(rows.row("output", "saturation")?.value == 0)
    // H(0.95) bits.
    let entropy = try #require(rows.row("forget", "entropy")).value
    #expect(abs(entropy - 0.286396957115956) < 1e-12)
  }

  /// 16777217 is 2²⁴ + 1, which Float32 does not have: in Float64 the candidate is tanh 1, behind a gate that is open.
  @Test func explicitInputsKeepTheirDoubles() throws {
    let text = """
      schema: sluice/experiment/v1
      name: double
      kind: simulate
      seed: 3
      replicates: 3
      inputs: [[16777217]]
      network:
        hidden: 1
        weights:
          input: {w: [[0, 0]], b: [50]}
          forget: {w: [[0, 0]], b: [0]}
          candidate: {w: [[1, 0]], b: [-16777216]}
          output: {w: [[0, 0]], b: [0]}
      gates: {all: {kind: sigmoid}, forget: {kind: bernoulli}}

      """
    let wide = try SmallSimulation.rows(text, ["precision=float64"]).row("cell", "mean", step: 0)
    #expect(abs(try #require(wide).value - 0.7615941559557649) < 1e-15)
    #expect(try SmallSimulation.rows(text).row("cell", "mean", step: 0)?.value == 0)
  }

  /// A cell that is 1 or 0: its mean is pⁿ, its variance pⁿ(1 − pⁿ), its deviation from the mean the root of it.
  @Test func theCellThatOnlyRemembersIsABernoulliVariable() throws {
    let rows = try SmallSimulation.rows(Self.memory)
    var kept = 1.0
    for step in 0..<20 {
      kept *= 0.95
      let (mean, variance, deviation) = (
        rows.row("cell", "mean", step: step), rows.row("cell", "variance", step: step),
        rows.row("cell", "deviation", step: step)
      )
      #expect(abs(try #require(mean?.theory) - kept) < 1e-12)
      #expect(abs(try #require(variance?.theory) - kept * (1 - kept)) < 1e-12)
      #expect(abs(try #require(deviation?.theory) - (kept * (1 - kept)).squareRoot()) < 1e-12)
      #expect(mean?.value == rows.row("forget", "survival", step: step)?.value)
    }
  }

  /// A skipped step keeps everything: what is left of the cell is still its survival, and there is more of it.
  @Test(arguments: ["float32", "float64"]) func aSkippedStepKeepsEverything(precision: String) throws {
    let overrides = ["precision=\(precision)"]
    let (whole, skipping) = (
      try SmallSimulation.rows(Self.memory, overrides),
      try SmallSimulation.rows(Self.memory, overrides + ["network.skip={kind: random, rate: 0.5}"])
    )
    for step in 0..<20 {
      let cell = try #require(skipping.row("cell", "mean", step: step))
      let survival = try #require(skipping.row("forget", "survival", step: step))
      #expect(cell.value == survival.value && cell.theory == nil && survival.theory == nil)
    }
    func last(_ rows: [GateStatistic]) -> Double? { rows.row("forget", "survival", step: 19)?.value }
    // 0.975²⁰ = 0.603 for 0.95²⁰ = 0.358, of 1,000 units each.
    #expect(abs(try #require(last(skipping)) - 0.603) < 6 * 0.0155)
    #expect(abs(try #require(last(whole)) - 0.358) < 6 * 0.0152)
    #expect(skipping.allSatisfy { $0.theory == nil })
  }

  /// What a rule has learned is spelled out like other weights: with a bias of 60 every step is taken, with −60 the first alone.
  @Test func aLearnedRuleIsSpelledOut() throws {
    func survival(_ overrides: [String]) throws -> [Double?] {
      let rows = try SmallSimulation.rows(Self.memory, overrides)
      return (0..<20).map { rows.row("forget", "survival", step: $0)?.value }
    }
    func skipping(_ bias: Int) -> [String] {
      ["network.skip={kind: threshold}", "network.weights.skip={w: [0.5], b: \(bias)}"]
    }
    let whole = try survival([])
    #expect(Set(whole).count > 10 && whole.allSatisfy { $0 != nil })
    #expect(try survival(skipping(60)) == whole)
    #expect(try survival(skipping(-60)) == Array(repeating: whole[0], count: 20))
  }

  @Test func gatesWithoutDrawsAreTheirTheory() throws {
    let rows = try SmallSimulation.rows(Self.memory, ["gates.forget={kind: sigmoid}"])
    for row in rows where row.theory != nil { #expect(abs(row.value - row.theory!) < 1e-12, "\(row)") }
    for row in rows where row.statistic == "deviation" { #expect(row.value == 0) }
    #expect(rows.row("forget", "dwell_on") == nil, "it never goes off")
  }

  /// Which readings of the same gate rollouts are compared with.
  @Test func theTrajectoryIsTheOneAskedFor() throws {
    let hard = try SmallSimulation.rows(
      Self.memory, ["simulation.trajectory=hard", "gates.forget={kind: sigmoid}"])
    // Thresholded, the forget gate is 1 and the cell stays 1; the sigmoid's cell is 0.95 after a step.
    #expect(abs(try #require(hard.row("cell", "deviation", step: 0)).value - 0.05) < 1e-12)
    #expect(hard.row("cell", "deviation", step: 0)?.theory == nil)
  }

  /// Rollout r of sequence s of S draws the uniforms of sequence number r·S + s, at time 0 of the evaluation noise.
  @Test func drawsHaveTheAddressesThatAreWritten() throws {
    let text = SmallSimulation.drawn.replacing("layers: 2", with: "forget_bias: 0")
      .replacing("hidden: 3", with: "hidden: 1").replacing("variant: skip", with: "variant: chrono")
    let rows = try SmallSimulation.rows(
      text, ["gates={all: {kind: bernoulli}}", "sweep={noise.scope: [unit]}"])
    let mean = try #require(rows.row("forget", "mean", step: 0)).value
    // The forget gate's probabilities at step 0 come from a run without draws, sequence by sequence.
    var open = 0
    let key = StreamKey(seed: 12, replicate: 0, purpose: .evaluationNoise, layer: 0)
    for sequence in 0..<5 {
      let probability = try probability(of: sequence, text)
      for rollout in 0..<7 {
        let address = NoiseAddress(
          channel: .forget, unit: 0, step: 0, sequence: UInt32(rollout * 5 + sequence), time: 0)
        if Double(address.uniform(key)) < probability { open += 1 }
      }
    }
    #expect(abs(mean - Double(open) / 35) < 1e-12)
  }

  /// The sigmoid forget gate of the first sequences, less that of one sequence fewer.
  private func probability(of sequence: Int, _ text: String) throws -> Double {
    func total(_ count: Int) throws -> Double {
      guard count > 0 else { return 0 }
      let rows = try SmallSimulation.rows(
        text,
        [
          "gates={all: {kind: sigmoid}}", "sweep={noise.scope: [unit]}", "simulation.sequences=\(count)",
          "replicates=1",
        ])
      return try #require(rows.row("forget", "mean", step: 0)).value * Double(count)
    }
    return try total(sequence + 1) - total(sequence)
  }

  /// E[g | z] of binary Concrete at z = 1 by quadrature, less σ(1) = 0.7311; gates read by their mean have none.
  @Test(arguments: [(0.5, 0.7031), (2.0 / 3, 0.6886), (0.9, 0.6691)])
  func theGapOfConcreteGates(temperature: Double, mean: Double) throws {
    let rows = try SmallSimulation.rows(
      Self.memory,
      [
        "gates.forget={kind: binary_concrete, temperature: \(temperature)}",
        "network.weights.forget.b=[1]", "replicates=5",
      ])
    for (statistic, sign) in [("gap", 1.0), ("absolute_gap", -1)] {
      let gap = try #require(rows.row("forget", statistic)).value
      #expect(abs(gap - sign * (mean - 0.7310586)) < 6e-5)
      #expect(rows.row("input", statistic)?.value == 0)
    }
  }

  /// Everything that is told of gates and states, all steps together, in every layer.
  @Test func everyStatisticIsThere() throws {
    let rows = try SmallSimulation.rows(SmallSimulation.drawn)
    let bins = (0..<20).map { "bin_\($0 < 10 ? "0" : "")\($0)" }
    let gates: Set<String> = [
      "mean", "variance", "minimum", "maximum", "open_rate", "entropy", "saturation", "switching_rate",
      "dwell_on",
      "dwell_off", "gap", "absolute_gap",
    ]
    for layer in 0..<2 {
      func names(_ quantity: String) -> Set<String> {
        Set(rows.filter { $0.layer == layer && $0.quantity == quantity && $0.step == nil }.map(\.statistic))
      }
      for gate in ["input", "output"] { #expect(names(gate) == gates.union(bins)) }
      #expect(names("forget") == gates.union(bins).union(["half_life", "median_lifetime"]))
      for state in ["cell", "hidden"] {
        #expect(names(state) == ["mean", "variance", "minimum", "maximum", "deviation"])
      }
    }
  }

  @Test func stepsInBetweenAreLeftOut() throws {
    let all = try SmallSimulation.rows(SmallSimulation.independent)
    let some = try SmallSimulation.rows(SmallSimulation.independent, ["simulation.every=4"])
    #expect(some == all.filter { $0.step == nil || $0.step == 3 || $0.step == 7 })
  }
}
