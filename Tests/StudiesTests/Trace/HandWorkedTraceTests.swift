import Foundation
import Testing

/// Traces of one unit, worked out from the equations with the numbers of the file.
@Suite struct HandWorkedTraceTests {
  private func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

  private func expect(
    _ rows: TracedRows, _ quantity: String, _ expected: [Double], _ precision: String
  ) {
    let found = rows[quantity]
    #expect(found.count == expected.count, "\(quantity)")
    let tolerance = precision == "float32" ? 2e-7 : 1e-14
    for (found, expected) in zip(found, expected) {
      #expect(abs(found - expected) <= tolerance * max(1, abs(expected)), "\(quantity)")
    }
  }

  private static let gru = """
    schema: sluice/experiment/v1
    name: gru
    kind: trace
    network:
      input: 2
      hidden: 1
      cell: {kind: gru}
      weights:
        reset: {w: [[0.5, -0.25, 1]], b: [0.125]}
        update: {w: [[-0.75, 0.5, 0.25]], b: [0.5]}
        candidate: {w: [[1, 0.75]], b: [-0.125]}
        recurrent_candidate: {w: [[-0.5]], b: [0.25]}
      readout: {w: [[2]], b: [0.5]}
    initial: {hidden: [0.5]}
    inputs: [[1, -0.5], [0.25, 2]]

    """

  @Test(arguments: ["float32", "float64"]) func aGRU(precision: String) throws {
    let rows = try TracedRows(Self.gru, ["precision=\(precision)"])
    var h = 0.5
    var expected: [String: [Double]] = [:]
    for (x, y) in [(1.0, -0.5), (0.25, 2.0)] {
      let (zr, zu) = (0.5 * x - 0.25 * y + h + 0.125, -0.75 * x + 0.5 * y + 0.25 * h + 0.5)
      let (r, u) = (sigmoid(zr), sigmoid(zu))
      let n = tanh(x + 0.75 * y - 0.125 + r * (-0.5 * h + 0.25))
      expected["concatenated", default: []] += [x, y, h]
      h = (1 - u) * n + u * h
      for (quantity, value) in [
        ("reset.pre_activation", zr), ("update.pre_activation", zu), ("reset.value", r), ("update.value", u),
        ("reset.probability", r), ("reset.derivative", r * (1 - r)), ("update.derivative", u * (1 - u)),
        ("candidate", n), ("hidden", h), ("output", 2 * h + 0.5),
      ] { expected[quantity, default: []].append(value) }
    }
    for (quantity, values) in expected { expect(rows, quantity, values, precision) }
    #expect(rows["cell"] == [] && rows["update"] == [] && rows["reset.uniform"] == [])
  }

  /// Input, forget and output gate see the input alone, and so does the candidate.
  private static let skipping = """
    schema: sluice/experiment/v1
    name: skipping
    kind: trace
    network:
      input: 1
      hidden: 1
      skip: {kind: threshold}
      weights:
        input: {w: [[0.5, 0]], b: [0.25]}
        forget: {w: [[-1, 0]], b: [1]}
        candidate: {w: [[2, 0]], b: [0.5]}
        output: {w: [[1, 0]], b: [-0.5]}
        skip: {w: [0.5], b: -1}
    initial: {hidden: [0.125], cell: [0.75]}
    inputs: [[1], [-0.5], [2], [0.25]]

    """

  /// The first step is taken; the cell is then 0.8, so that Δ = σ(0.4 − 1) = 0.36 and the next step is skipped; then p is twice
  /// that, 0.71, and the third is taken; its cell of 0.98 gives 0.38, and the fourth is skipped.
  @Test(arguments: ["float32", "float64"]) func anLSTMThatSkips(precision: String) throws {
    let rows = try TracedRows(Self.skipping, ["precision=\(precision)"])
    var (c, h) = (0.75, 0.125)
    func step(_ x: Double) {
      c = sigmoid(1 - x) * c + sigmoid(0.5 * x + 0.25) * tanh(2 * x + 0.5)
      h = sigmoid(x - 0.5) * tanh(c)
    }
    var (cells, hiddens): ([Double], [Double]) = ([], [])
    step(1)
    cells += [c, c]
    hiddens += [h, h]
    let first = sigmoid(0.5 * c - 1)
    step(2)
    cells += [c, c]
    hiddens += [h, h]
    let second = sigmoid(0.5 * c - 1)
    expect(rows, "update_probability", [1, first, first + first, second], precision)
    #expect(rows["update"] == [1, 0, 1, 0])
    expect(rows, "cell", cells, precision)
    expect(rows, "hidden", hiddens, precision)
    // Of a step that is skipped gates and candidate are those that it would have had.
    expect(rows, "candidate", [1, -0.5, 2, 0.25].map { tanh(2 * $0 + 0.5) }, precision)
    expect(rows, "forget.value", [1, -0.5, 2, 0.25].map { sigmoid(1 - $0) }, precision)
  }

  /// Update gates that are drawn, and rules that learn nothing; without a rule there are no rows of one.
  @Test func otherRules() throws {
    let drawn = try TracedRows(Self.skipping, ["network.skip={kind: bernoulli}"])
    #expect(drawn["update_probability"].first == 1 && drawn["update"].first == 1)
    #expect(drawn["update_probability"].dropFirst().allSatisfy { $0 > 0 && $0 <= 1 })
    let numbers = Self.skipping.split(separator: "\n").filter { !$0.contains("skip:") }.joined(
      separator: "\n")
    let random = try TracedRows(numbers, ["network.skip={kind: random, rate: 1}"])
    #expect(random["update"] == [0, 0, 0, 0] && random["update_probability"] == [1, 1, 1, 1])
    #expect(random["cell"] == [0.75, 0.75, 0.75, 0.75] && random["hidden"] == [0.125, 0.125, 0.125, 0.125])
    let plain = try TracedRows(numbers)
    #expect(plain["update"] == [] && plain["update_probability"] == [] && plain["cell"].count == 4)
  }
}
