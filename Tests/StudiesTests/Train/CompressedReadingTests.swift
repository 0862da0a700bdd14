import Planning
import Running
import Studies
import TestSupport
import Testing

/// Compressed readings are rows of the tables like all others, and leave no trace in the network.
@Suite struct CompressedReadingTests {
  let folder = TemporaryFolder()

  /// A small sweep without sampled readings.
  private func plan(_ overrides: [String]) throws -> ExperimentPlan {
    try SmallSweep.plan(overrides, text: SmallSweep.text.replacing("samples: 3, ", with: ""))
  }

  private func measurements(_ name: String, evaluation: [String]) async throws -> ResultRows {
    let plan = try plan(evaluation.map { "evaluation.\($0)" })
    try await SmallSweep.run(plan, in: folder[name])
    return try ResultRows("measurements", in: folder[name])
  }

  @Test func severalCompressionsAreModesOfTheirOwn() async throws {
    let rows = try await measurements(
      "r",
      evaluation: [
        "modes=[native, compressed]",
        "compression=[{label: coarse, round: 0.5, clip: 0.5}, {label: rank1, rank: 1}]",
      ])
    let scores = ["native", "compressed_coarse", "compressed_rank1"].map { mode in
      rows.matching(["mode": mode, "update": "30", "split": "test"]).compactMap { $0["value"] }
    }
    #expect(scores.allSatisfy { $0.count == 9 })
    #expect(Set(scores).count == 3)
    #expect(rows.matching(["mode": "compressed"]).isEmpty)
  }

  @Test func theOneOfTheFileIsCalledCompressed() async throws {
    let rows = try await measurements(
      "r", evaluation: ["modes=[native, compressed]", "select=validation.compressed.mse"])
    #expect(rows.matching(["mode": "compressed", "split": "validation"]).count == 9 * 4)
  }

  @Test(arguments: ["float32", "float64"])
  func theWeightsComeBackExactly(precision: String) async throws {
    let plain = try plan(["precision=\(precision)", "evaluation.modes=[native]"])
    let compressed = try plan(
      [
        "precision=\(precision)", "evaluation.modes=[compressed, native]",
        "evaluation.compression={round: 1, rank: 2}",
      ])
    try await SmallSweep.run(plain, in: folder["plain"])
    try await SmallSweep.run(compressed, in: folder["compressed"])
    func native(_ name: String) throws -> [[String]] {
      try ResultRows("measurements", in: folder[name]).matching(["mode": "native"]).map { row in
        let columns = ["replicate", "update", "split", "metric", "value"]
        return columns.compactMap { row[$0] }
      }
    }
    let (values, others) = (try native("plain"), try native("compressed"))
    let rows: Int = 3 * 3 * 4 * 2
    #expect(values.count == rows)
    #expect(values == others)
  }

  /// A clip beyond all weights changes no bit, so the reading is the native one: of scores and of gates.
  @Test func compressionThatChangesNothingIsNativeReading() async throws {
    let rows = try await measurements(
      "r", evaluation: ["modes=[native, compressed]", "compression={clip: 1000}"])
    func values(_ table: ResultRows, _ mode: String) -> [String] {
      table.matching(["mode": mode]).compactMap { $0["value"] }
    }
    #expect(values(rows, "native") == values(rows, "compressed"))
    let gates = try ResultRows("gates", in: folder["r"])
    #expect(!values(gates, "native").isEmpty)
    #expect(values(gates, "native") == values(gates, "compressed"))
  }

  /// Of other cells the matrices of gates are compressed; where there are no gates nothing is.
  @Test(arguments: [("gru", true), ("min_lstm", true), ("rnn", false)])
  func gatesOfOtherCells(_ cell: String, _ hasGates: Bool) async throws {
    func scores(_ compression: String, _ name: String) async throws -> [[String]] {
      let gates = hasGates ? "{all: {kind: bernoulli}}" : "{}"
      let plan = try SmallSweep.plan(
        [
          "sweep={}", "network={hidden: 4, cell: {kind: \(cell)}}", "gates=\(gates)", "replicates=2",
          "evaluation={every: 30, modes: [native, compressed], compression: \(compression)}",
        ], text: SmallSweep.uncompared)
      try await SmallSweep.run(plan, in: folder[name])
      let rows = try ResultRows("measurements", in: folder[name])
      return ["native", "compressed"].map { mode in
        rows.matching(["mode": mode, "metric": "mse"]).compactMap { $0["value"] }
      }
    }
    let coarse = try await scores("{round: 0.5, clip: 0.5}", "coarse")
    #expect(coarse[0].count == 8 && (coarse[0] == coarse[1]) == !hasGates)
    let nothing = try await scores("{clip: 1000}", "nothing")
    #expect(nothing[0] == nothing[1] && nothing[0] == coarse[0])
  }

  @Test func theDefaultIsThatOfTheG2Paper() async throws {
    let usual = try await measurements("usual", evaluation: ["modes=[native, compressed]"])
    let spelled = try await measurements(
      "spelled", evaluation: ["modes=[native, compressed]", "compression={round: 0.2, clip: 0.4}"])
    #expect(usual.rows == spelled.rows)
  }
}
