import Planning
import Running
import Studies
import TestSupport
import Testing

/// What gates.csv says about training: gradients and the gap between training and evaluation.
@Suite struct TrainingTelemetryTests {
  let folder = TemporaryFolder()

  private func gates(_ name: String, _ overrides: [String] = []) async throws -> ResultRows {
    try await SmallSweep.run(SmallSweep.plan(overrides), in: folder[name])
    return try ResultRows("gates", in: folder[name])
  }

  private static func value(_ row: [String: String]) throws -> Double {
    try #require(Double(row["value"] ?? ""))
  }

  /// The norm of every measured update but the last, whose gradient nobody takes.
  @Test func everyMeasuredUpdateHasItsGradientNorm() async throws {
    let rows = try await gates("r", ["network.layers=2"]).matching([
      "quantity": "gradient", "statistic": "norm",
    ])
    let count: Int = 9 * 3 * 3
    #expect(rows.count == count)
    #expect(rows.allSatisfy { $0["mode"] == "training" && $0["split"] == "train" && $0["step"] == "" })
    let layers: [[String?]] = Array(repeating: ["", "0", "1"], count: 27)
    #expect(rows.map { $0["layer"] } == layers.flatMap { $0 })
    for start in stride(from: 0, to: rows.count, by: 3) {
      let norms = try rows[start..<start + 3].map(Self.value)
      // The read-out's share is not negative, and not all.
      let both = (norms[1] * norms[1] + norms[2] * norms[2]).squareRoot()
      #expect(norms[0] > both && both > 0)
    }
  }

  /// Everything that is told of gates, states and gradients, in every layer and at every measured update.
  @Test func everyStatisticIsThere() async throws {
    let rows = try await gates(
      "r",
      [
        "network.layers=2", "telemetry.gradient_samples=2",
        "sweep.gates.all=[{kind: sigmoid}, {kind: bernoulli}]",
      ])
    let bins = (0..<20).map { "bin_\($0 < 10 ? "0" : "")\($0)" }
    let gates: Set<String> = [
      "mean", "variance", "minimum", "maximum", "open_rate", "entropy", "saturation", "switching_rate",
      "dwell_on",
      "dwell_off",
    ]
    for layer in ["0", "1"] {
      func names(_ quantity: String, _ mode: String) -> Set<String> {
        Set(
          rows.matching(["layer": layer, "quantity": quantity, "mode": mode, "update": "20"]).compactMap {
            $0["statistic"]
          })
      }
      for gate in ["input", "forget", "output"] {
        let more: Set = gate == "forget" ? ["half_life"] : []
        #expect(names(gate, "sample") == gates.union(bins).union(more))
        #expect(
          names(gate, "native").isSuperset(of: ["mean", "gap", "absolute_gap", "entropy", "saturation"]))
      }
      #expect(names("cell", "native") == ["mean", "variance", "minimum", "maximum"])
      #expect(names("cell_gradient", "training") == ["norm"])
      #expect(names("gradient", "training") == ["norm", "mean_norm", "variance"])
    }
    let reach = rows.matching(["quantity": "cell_gradient", "layer": "0", "update": "20", "replicate": "0"])
    #expect(Set(reach.compactMap { $0["step"] }) == Set((0..<12).map(String.init)))
  }

  @Test func clippingDoesNotShowInTheNorm() async throws {
    let wide = try await gates("wide", ["training.clip_norm=1000000"])
    let tight = try await gates("tight", ["training.clip_norm=0.000001"])
    let first = ["quantity": "gradient", "update": "0"]
    #expect(wide.matching(first).map { $0["value"] } == tight.matching(first).map { $0["value"] })
  }

  @Test(arguments: ["philox4x32-10", "mt19937"])
  func samplingGradientsChangesNothingElse(generator: String) async throws {
    let overrides = ["generator=\(generator)"]
    let plain = try await gates("plain", overrides)
    let sampled = try await gates("sampled", overrides + ["telemetry.gradient_samples=3"])
    func key(_ row: [String: String]) -> [String] {
      row.filter { !["run_id", "cell_id"].contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
    }
    func isAdded(_ row: [String: String]) -> Bool {
      row["quantity"] == "gradient" && (row["statistic"] == "mean_norm" || row["statistic"] == "variance")
    }
    let count: Int = 9 * 3 * 2 * 2
    #expect(sampled.rows.count(where: isAdded) == count)
    #expect(plain.rows.map(key) == sampled.rows.filter { !isAdded($0) }.map(key))
    for table in ["measurements"] {
      let (a, b) = (
        try ResultRows(table, in: folder["plain"]), try ResultRows(table, in: folder["sampled"])
      )
      #expect(a.rows.map(key) == b.rows.map(key))
    }
  }

  @Test func onlyDrawnGatesMakeGradientsVary() async throws {
    let plan = try SmallSweep.plan(["telemetry.gradient_samples=4"])
    try await SmallSweep.run(plan, in: folder["r"])
    let labels = Dictionary(uniqueKeysWithValues: plan.cells.map { ($0.id, $0.coordinates[0].label) })
    let rows = try ResultRows("gates", in: folder["r"])
    let variances = rows.matching(["quantity": "gradient", "statistic": "variance", "layer": ""])
    #expect(variances.count == 9 * 3)
    for row in variances {
      let variance = try Self.value(row)
      #expect(labels[row["cell_id"]!] == "bernoulli" ? variance > 0 : variance == 0)
    }
    // Without draws the mean of the samples is the gradient itself.
    for row in rows.matching(["quantity": "gradient", "statistic": "mean_norm"])
    where labels[row["cell_id"]!] != "bernoulli" {
      var place = row
      for key in ["value", "theory"] { place[key] = nil }
      place["statistic"] = "norm"
      let norm = try #require(rows.matching(place).first)
      try #expect(abs(Self.value(norm) - Self.value(row)) < 1e-6 * Self.value(row))
    }
  }

  /// The update's own gradient is one more draw of the same law: E‖ĝ‖² = ‖E ĝ‖² + variance, and of a mean of K E‖ḡ‖² =
  /// ‖E ĝ‖² + variance/K. So over replicates the mean of ‖ĝ‖² − ‖ḡ‖² − variance·(1 − 1/K) is 0; within six of its
  /// standard errors, that fails by chance once in 10⁸ seeds.
  @Test func theVarianceIsThatOfTheUpdatesOwnGradient() async throws {
    let (replicates, samples) = (200, 16)
    let text = SmallSweep.text.split(separator: "\n").filter { line in
      !["sweep:", "  gates.all:", "compare:"].contains { line.hasPrefix($0) }
    }.joined(separator: "\n")
    let plan = try SmallSweep.plan(
      [
        "gates={all: {kind: bernoulli}}", "replicates=\(replicates)", "training.updates=1",
        "evaluation.every=1",
        "evaluation.modes=[native]", "telemetry.gradient_samples=\(samples)", "task.validation_size=2",
        "task.test_size=2",
      ], text: text.replacing(", samples: 3", with: ""))
    try await SmallSweep.run(plan, in: folder["r"])
    let rows = try ResultRows("gates", in: folder["r"])
    func squares(_ statistic: String, _ power: (Double) -> Double) throws -> [Double] {
      try rows.matching(["quantity": "gradient", "layer": "", "statistic": statistic, "update": "0"])
        .map { try power(Self.value($0)) }
    }
    let own = try squares("norm") { $0 * $0 }
    let mean = try squares("mean_norm") { $0 * $0 }
    let variance = try squares("variance") { $0 * (1 - 1 / Double(samples)) }
    try #require(own.count == replicates && mean.count == replicates && variance.count == replicates)
    let differences = own.indices.map { own[$0] - mean[$0] - variance[$0] }
    let average: Double = differences.reduce(0, +) / Double(replicates)
    let squared: [Double] = differences.map { ($0 - average) * ($0 - average) }
    let spread: Double = squared.reduce(0, +) / Double(replicates - 1)
    #expect(abs(average) < 6 * (spread / Double(replicates)).squareRoot())
    let share: Double = variance.reduce(0, +) / own.reduce(0, +)
    #expect(share > 0.01, "the draws matter here")
  }

  private static func isGap(_ row: [String: String]) -> Bool {
    row["statistic"] == "gap" || row["statistic"] == "absolute_gap"
  }

  @Test func gatesReadByTheirMeanHaveNoGap() async throws {
    let rows = try await gates("r")
    let gaps = rows.rows.filter(Self.isGap)
    let count: Int = 9 * 4 * 3 * 2
    #expect(gaps.count == count)
    #expect(gaps.allSatisfy { $0["mode"] == "native" && $0["value"] == "0.0" })
  }

  /// Where no weight moves it, a forget gate's pre-activation is its bias. E[g | z] of binary Concrete at z = 1 and 2
  /// by quadrature, τ = 0.5, 2/3 and 0.9; σ(1) = 0.7311 and σ(2) = 0.8808. The other gates are at z = 0, where both
  /// laws give ½.
  @Test(arguments: [
    (0.5, [0.7031, 0.8514]), (2.0 / 3, [0.6886, 0.8331]), (0.9, [0.6691, 0.8060]),
  ])
  func theGapOfConcreteGates(temperature: Double, means: [Double]) async throws {
    let natives = [0.7310586, 0.8807971]
    for (bias, (mean, native)) in zip(1...2, zip(means, natives)) {
      let rows = try await gates(
        "r\(bias)",
        [
          "network.initializer={kind: normal, standard_deviation: 1.0e-12}", "network.forget_bias=\(bias)",
          "sweep.gates.all=[{kind: sigmoid}, {kind: binary_concrete, temperature: \(temperature)}]",
        ])
      let gaps = rows.rows.filter { $0["update"] == "0" && Self.isGap($0) }
      let count: Int = 2 * 3 * 3 * 2
      #expect(gaps.count == count)
      let forget = try gaps.filter { $0["quantity"] == "forget" }.map(Self.value)
      #expect(forget.prefix(6).allSatisfy { $0 == 0 }, "the sigmoid's")
      for (index, value) in forget.suffix(6).enumerated() {
        let gap: Double = index % 2 == 0 ? mean - native : native - mean
        #expect(abs(value - gap) < 6e-5)
      }
      #expect(try gaps.filter { $0["quantity"] != "forget" }.allSatisfy { try abs(Self.value($0)) < 1e-9 })
    }
  }

  /// Gates close as being open gets dearer; the price stands beside the loss.
  @Test func aPenaltyClosesGates() async throws {
    let text = SmallSweep.text.replacing(
      "gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}]",
      with: "training.gate_penalty: [0, 0.03, 0.3]"
    ).split(separator: "\n").filter { !$0.hasPrefix("compare:") }.joined(separator: "\n")
    let plan = try SmallSweep.plan(
      [
        "gates={all: {kind: hard_concrete}}", "training.updates=100", "training.optimizer.learning_rate=0.03",
      ], text: text)
    try await SmallSweep.run(plan, in: folder["r"])
    let rows = try ResultRows("gates", in: folder["r"])
    let measurements = try ResultRows("measurements", in: folder["r"])
    for replicate in 0..<3 {
      let means = try plan.cells.map { cell in
        try rows.matching([
          "cell_id": cell.id, "replicate": "\(replicate)", "update": "100", "mode": "native",
          "statistic": "mean",
        ]).filter { ["input", "forget", "output"].contains($0["quantity"]) }.map(Self.value).reduce(0, +)
      }
      #expect(means[0] > means[1] && means[1] > means[2])
      let prices = try plan.cells.map { cell in
        try measurements.matching([
          "cell_id": cell.id, "replicate": "\(replicate)", "metric": "gate_penalty", "split": "train",
        ]).map(Self.value)
      }
      #expect(prices.map(\.count) == [0, 10, 10])
      // Fifteen units, each open with a chance below 1.
      #expect(prices[1].allSatisfy { $0 > 0 && $0 < 15 * 0.03 } && prices[2][9] < prices[2][0])
    }
  }
}
