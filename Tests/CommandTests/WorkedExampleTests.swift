import Foundation
import Testing

/// The numbers of `Experiments/worked-example/README.md`, worked by hand, against what `sluice trace` says.
@Suite struct WorkedExampleTests {
  private func trace(_ name: String) throws -> TraceTable {
    let sluice = SluiceProcess()
    let run = try sluice.run("trace", "\(Experiment.root)/worked-example/\(name).yaml", "--out", "out")
    try #require(run.status == 0, "\(run.messages)")
    return try TraceTable(sluice.read("out/trace.csv"))
  }

  @Test func oneStep() throws {
    let table = try trace("experiment")
    #expect(table["0.concatenated"] == [1, 2, 3, 4, 5, 6])
    #expect(table["0.forget.pre_activation"] == [92.0, 177.0, 136.0])
    #expect(table["0.forget.value"] == [1, 1, 1])
    #expect(table["0.input.pre_activation"] == [22.0, 43.0, 64.0])
    let input = table["0.input.value"]
    let closed: Double = 1 - input[0] - exp(-22)
    #expect(abs(closed) < 1e-15)
    #expect(Array(input[1...]) == [1.0, 1.0])
    let candidate = [tanh(0.1), tanh(0.2), tanh(0.3)]
    #expect(isNear(table["0.candidate"], candidate))
    let cell = zip([3, 2, 1], candidate).map { $0 + $1 }
    #expect(isNear(table["0.cell"], cell, within: 1e-9))
    #expect(isNear(table["0.hidden"], cell.map { tanh($0) / 2 }, within: 1e-9))
    #expect(isNear(table["0.output"], cell.map { 1 / (1 + exp(-tanh($0) / 2)) }, within: 1e-9))
  }

  /// σ′ is ¼ where the sigmoid is steepest and e⁻ᶻ far out.
  @Test func derivatives() throws {
    let table = try trace("experiment")
    #expect(table["0.output.derivative"] == [0.25, 0.25, 0.25])
    #expect(abs(table["0.forget.derivative"][0] / exp(-92) - 1) < 1e-12)
    let coins = try trace("stochastic-forget-keep")
    #expect(isNear(coins["0.forget.derivative"], [0.25, 0.8 * 0.2, 0.9 * 0.1]))
  }

  @Test func coinsAreOnWhereTheDrawIsBelowTheProbability() throws {
    let table = try trace("stochastic-forget-keep")
    for step in 0..<12 {
      let probabilities = table["\(step).forget.probability"]
      #expect(isNear(probabilities, [0.5, 0.8, 0.9]))
      #expect(
        table["\(step).forget.value"]
          == zip(table["\(step).forget.uniform"], probabilities).map { $0 < $1 ? 1 : 0 })
    }
  }

  /// Both readings of "on" see the same coins. The cell is the product of what they keep, which is also its own
  /// derivative by the first cell: 1 or 0, without rounding.
  @Test func bothConventions() throws {
    let (keep, erase) = try (trace("stochastic-forget-keep"), trace("stochastic-forget-erase"))
    var (kept, spared) = ([1.0, 1, 1], [1.0, 1, 1])
    for step in 0..<12 {
      let on = keep["\(step).forget.value"]
      #expect(erase["\(step).forget.value"] == on)
      #expect(erase["\(step).forget.uniform"] == keep["\(step).forget.uniform"])
      kept = zip(kept, on).map { $0 * $1 }
      spared = zip(spared, on).map { $0 * (1 - $1) }
      #expect(keep["\(step).cell"] == kept)
      #expect(erase["\(step).cell"] == spared)
    }
  }

  @Test func outputGateAndCellMustAgree() throws {
    let table = try trace("output-gate")
    #expect(table["0.cell"] == [0, 20, 20])
    #expect(table["0.output.value"] == [0, 0, 1])
    #expect(table["0.hidden"] == [0, 0, 1])
  }

  /// The cell adds up what the mask lets through, twice: the inputs are those of `cases.csv`.
  @Test func droppedWrites() throws {
    let table = try trace("dropped-writes")
    var (sum, masks) = ([0.0, 0, 0], Set<Double>())
    for (step, cases) in [3.0, 1, 4, 1, 5, 9, 2, 6].enumerated() {
      #expect(table["\(step).candidate"] == [cases, cases, cases])
      let mask = table["\(step).mask.write"]
      masks.formUnion(mask)
      sum = zip(sum, mask).map { $0 + $1 * cases }
      #expect(table["\(step).cell"] == sum)
    }
    #expect(masks == [0, 2])
  }

  private func isNear(_ found: [Double], _ expected: [Double], within error: Double = 1e-15) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= error }
  }
}
