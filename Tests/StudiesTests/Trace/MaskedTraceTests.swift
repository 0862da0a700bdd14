import Foundation
import Testing

/// A trace under state noise: `Tests/Vectors/masked_trace.py` works the cell and its masks from the equations alone.
@Suite struct MaskedTraceTests {
  private static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Vectors")

  private static let text = """
    schema: sluice/experiment/v1
    name: masked
    kind: trace
    seed: 20170528
    network:
      input: 2
      hidden: 2
      weights:
        input: {w: [[0.5, -0.25, 1, 0.5], [-0.75, 0.5, 0.25, -1]], b: [0.125, 0]}
        forget: {w: [[0.25, 0.5, -0.5, 0.75], [1, -0.5, 0.5, 0.25]], b: [1, 0.5]}
        candidate: {w: [[1, 0.75, -0.25, 0.5], [-0.5, 1, 0.75, 0.25]], b: [-0.125, 0.25]}
        output: {w: [[0.25, 0.25, 0.5, -0.75], [0.5, -1, 0.25, 0.5]], b: [0, 0.375]}
    gates: {all: {kind: sigmoid}}
    initial: {hidden: [0.5, -0.25], cell: [1, -2]}
    inputs: [[1, -0.5], [0.25, 2], [-1.5, 0.75]]

    """

  /// Each kind of state noise, the masks that it has, and its rates.
  private static let noises: [(kind: String, masks: Set<String>, rates: String)] = [
    ("variational_dropout", ["input", "hidden"], "rate: 0.3"),
    ("recurrent_dropout", ["write"], "rate: 0.4"),
    ("naive_cell_dropout", ["cell"], "rate: 0.4"),
    ("zoneout", ["zoneout_cell", "zoneout_hidden"], "cell_rate: 0.4, hidden_rate: 0.3"),
    ("stochastic_depth_in_time", ["zoneout_cell", "zoneout_hidden"], "rate: 0.4"),
  ]

  private static let targets = ["input", "hidden", "write", "cell", "zoneout_cell", "zoneout_hidden"]

  /// The script's quantities of a kind of noise.
  private func expected(_ kind: String) throws -> [(quantity: String, values: [Double])] {
    let text = try String(
      contentsOf: Self.vectors.appending(path: "masked_trace.txt"), encoding: .utf8)
    var quantities: [(quantity: String, values: [Double])] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words[0] == kind else { continue }
      quantities.append((words[1], words.dropFirst(2).compactMap { Double($0) }))
    }
    return quantities
  }

  @Test(arguments: 0..<5, ["float32", "float64"])
  func masksAndStatesAreTheScripts(noise: Int, precision: String) throws {
    let (kind, masks, rates) = Self.noises[noise]
    let rows = try TracedRows(
      Self.text, ["precision=\(precision)", "state_noise={kind: \(kind), \(rates)}"])
    let expected = try expected(kind)
    let found = expected.map(\.quantity).filter { $0.hasPrefix("mask.") }
    #expect(Set(found) == Set(masks.map { "mask.\($0)" }))
    let tolerance = precision == "float32" ? 2e-6 : 1e-11
    for (quantity, values) in expected {
      let found = rows[quantity]
      #expect(found.count == values.count, "\(quantity)")
      for (found, value) in zip(found, values) {
        #expect(abs(found - value) <= tolerance * max(1, abs(value)), "\(kind) \(quantity)")
      }
    }
    // A mask that the network does not have has no rows.
    for target in Self.targets where !masks.contains(target) { #expect(rows["mask.\(target)"] == []) }
  }

  /// Every mask both drops or holds and lets pass, so that a mask that is left out would show.
  @Test func masksAreMixed() throws {
    for (kind, masks, _) in Self.noises {
      for mask in masks {
        let values = try #require(try expected(kind).first { $0.quantity == "mask.\(mask)" }).values
        #expect(Set(values).count == 2, "\(kind) \(mask)")
      }
    }
  }

  /// Without state noise there is no row of a mask.
  @Test func withoutNoiseThereAreNoMasks() throws {
    let rows = try TracedRows(Self.text)
    #expect(rows["cell"].count == 6)
    for target in Self.targets { #expect(rows["mask.\(target)"] == []) }
  }
}
