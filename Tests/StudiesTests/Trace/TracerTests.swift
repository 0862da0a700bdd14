import Foundation
import Planning
import Running
import Studies
import Testing

/// What a trace shows is what the cell computed with, number by number.
@Suite struct TracerTests {
  private static let text = """
    schema: sluice/experiment/v1
    name: traced
    kind: trace
    seed: 5
    network:
      input: 3
      hidden: 2
      weights:
        input: {w: [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0]], b: [0, 0]}
        forget: {w: [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0]], b: [0, 0]}
        candidate: {w: [[1, 0, 0, 0, 0], [1, 2, -1, 0.5, 1]], b: [-16777216, 0]}
        output: {w: [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0]], b: [0, 0]}
    initial: {hidden: [-1, 0.5]}
    inputs: [[16777217, -0.7, 0.3], [16777217, -0.7, 0.3]]

    """

  /// 16777217 is 2²⁴ + 1, which Float32 does not have: in Float64 the candidate is tanh 1.
  @Test func doublesStayDoubles() throws {
    let rows = try TracedRows(Self.text)
    #expect(Array(rows["concatenated"][..<5]) == [16_777_217, -0.7, 0.3, -1, 0.5])
    #expect(abs(rows["candidate"][0] - 0.7615941559557649) < 1e-15)
    let single = try TracedRows(Self.text, ["precision=float32"])
    #expect(Array(single["concatenated"][..<2]) == [16_777_216, -0.7])
    #expect(single["candidate"][0] == 0)
  }

  /// What gates see are the masked inputs: the candidate's z follows from `concatenated`.
  @Test(arguments: ["float32", "float64"]) func concatenatedIsWhatGatesSee(precision: String) throws {
    let rows = try TracedRows(
      Self.text,
      [
        "precision=\(precision)", "state_noise={kind: variational_dropout, rate: 0.5}",
        "inputs=[[1, -2, 3], [0.5, 4, -1]]",
        "network.weights.input={w: [[1, 2, -1, 0.5, 1], [1, -2, 1, 0.25, 1]], b: [0, 0]}",
      ])
    let (x, masks) = (rows["concatenated"], rows["mask.input"])
    #expect(Set(masks + rows["mask.hidden"]) == [0, 2])
    let raw = [1.0, -2, 3, 0.5, 4, -1]
    for step in 0..<2 {
      let seen = Array(x[5 * step..<5 * step + 5])
      #expect(Array(seen[..<3]) == (0..<3).map { raw[3 * step + $0] * masks[3 * step + $0] })
      let z = rows["input.pre_activation"]
      let weights = [[1, 2, -1, 0.5, 1], [1, -2, 1, 0.25, 1]]
      for unit in 0..<2 {
        let sum = zip(weights[unit], seen).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(z[2 * step + unit] - sum) < 1e-6)
      }
    }
    #expect(rows["mask.write"] == [] && rows["mask.zoneout_cell"] == [])
  }

  /// Variational dropout draws once a sequence, whatever the noise's sharing: each mask is the same at every step, and all gates
  /// and the candidate see the same masked values. What is written to the cell is dropped anew at every step.
  @Test(arguments: ["float32", "float64"]) func variationalMasksLastAndAreShared(precision: String) throws {
    let blocks = ["input", "forget", "candidate", "output"]
    let overrides = ["precision=\(precision)", "inputs=[[1, -2, 3], [0.5, 4, -1], [2, 1, 1], [-1, 0.25, 2]]"]
    let alike = blocks.map {
      "network.weights.\($0)={w: [[0.1, 0.2, -0.1, 0.5, 1], [0.3, -0.2, 0.1, 0.25, 1]], b: [0.5, -0.5]}"
    }
    for sharing in ["per_step", "per_sequence"] {
      let rows = try TracedRows(
        Self.text,
        overrides + alike + [
          "state_noise={kind: variational_dropout, rate: 0.5}", "noise.sharing=\(sharing)",
        ])
      for (mask, width) in [("mask.input", 3), ("mask.hidden", 2)] {
        let masks = rows[mask]
        #expect(masks.count == 4 * width)
        #expect(masks == (0..<4).flatMap { _ in masks[..<width] })
      }
      #expect(Set(rows["mask.input"] + rows["mask.hidden"]) == [0, 2])
      let z = rows["input.pre_activation"]
      #expect(z.count == 8 && Set(z).count == 8)
      #expect(rows["forget.pre_activation"] == z && rows["output.pre_activation"] == z)
      let tolerance = precision == "float32" ? 1e-6 : 1e-15
      for (candidate, z) in zip(rows["candidate"], z) { #expect(abs(candidate - tanh(z)) < tolerance) }
    }
    let written = try TracedRows(Self.text, overrides + ["state_noise={kind: recurrent_dropout, rate: 0.5}"])[
      "mask.write"]
    #expect(written != (0..<4).flatMap { _ in written[..<2] })
  }
}
