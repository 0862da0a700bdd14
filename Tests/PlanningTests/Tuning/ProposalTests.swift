import Planning
import RandomStreams
import TestSupport
import Testing

/// What is proposed: the literals are those of proposals.py.
struct ProposalTests {
  private static let axes =
    "axes: {training.optimizer.learning_rate: {from: 1.0e-4, to: 1.0e-1, scale: log}, network.hidden: {from: 4, to: 8}, training.batch: [8, 16, 32]}"

  private func trials(_ rest: String, replicates: Int = 2) throws -> [[[String]]] {
    let plan = try TunedSweep.plan(
      TunedSweep.text("tune: {\(Self.axes), by: validation.native.mse, \(rest)}", replicates: replicates))
    let stage = try #require(plan.tuning)
    return stage.rounds.map { $0.map { $0.values.map(\.label) } }
  }

  private static let once = [
    ["0.0883", "7", "32"], ["0.000299", "7", "32"], ["0.0181", "6", "32"], ["0.00767", "8", "32"],
    ["0.000124", "6", "32"], ["0.000917", "6", "32"], ["0.00193", "8", "8"], ["0.00546", "4", "8"],
  ]

  @Test func literals() throws {
    #expect(try trials("samples: 8") == [Self.once])
    #expect(
      try trials("samples: 3, repeat: per_replicate") == [
        [["0.0303", "6", "8"], ["0.0249", "7", "16"], ["0.00122", "5", "16"]],
        [["0.00013", "8", "8"], ["0.000299", "6", "32"], ["0.000173", "4", "16"]],
      ])
  }

  /// More samples, another order of keys or another key leave the proposals of a key as they are.
  @Test func growthKeepsProposals() throws {
    #expect(try trials("samples: 5")[0] == Array(Self.once[..<5]))
    let alone = try TunedSweep.plan(
      TunedSweep.text(
        "tune: {axes: {network.hidden: {from: 4, to: 8}}, samples: 4, by: validation.native.mse}"))
    // Those that were proposed before are passed over.
    #expect(alone.tuning?.rounds[0].map { $0.values[0].label } == ["7", "6", "8", "4"])
  }

  /// Every cell of the sweep tries the same settings, as often.
  @Test func allCellsHaveTheSameBudget() throws {
    for repetition in ["once", "per_replicate"] {
      let plan = try TunedSweep.plan(TunedSweep.text(TunedSweep.tune(repetition: repetition)))
      let stage = try #require(plan.tuning)
      #expect(
        stage.candidates == 2 && stage.trials == 4 && stage.rounds.count == (repetition == "once" ? 1 : 3))
      for round in stage.rounds.indices {
        let tried = (0..<2).map { candidate in
          stage.cells[stage.places(round: round, candidate: candidate)].map { $0.trial!.values }
        }
        #expect(tried[0] == tried[1] && tried[0] == stage.rounds[round].map(\.values))
      }
      #expect(plan.runs.count == stage.cells.count * 2 && Set(plan.runs.map(\.id)).count == plan.runs.count)
      #expect(plan.runs.allSatisfy(\.isTrial) && !plan.isChosen && plan.comparedRuns == 6)
    }
  }

  @Test func gridsTakeAllCombinations() throws {
    let plan = try TunedSweep.plan(
      TunedSweep.text(
        "tune: {axes: {training.optimizer.learning_rate: {from: 0.001, to: 0.1, scale: log, points: 5}, network.hidden: {from: 4, to: 6, points: 9}}, search: grid, by: validation.native.mse}"
      ))
    let labels = try #require(plan.tuning).rounds[0].map { $0.values.map(\.label) }
    #expect(
      labels
        == ["0.001", "0.00316", "0.01", "0.0316", "0.1"].flatMap { rate in
          ["4", "5", "6"].map { [rate, $0] }
        })
  }

  /// Weights, order, noise and data of the runs that try settings are none of the comparison's, whatever the replicate's number.
  @Test func runsThatTrySettingsDrawApart() throws {
    let once = try #require(try TunedSweep.plan().tuning).cells[0].specification
    let each = try #require(
      try TunedSweep.plan(TunedSweep.text(TunedSweep.tune(repetition: "per_replicate"))).tuning)
    let compared = try SmallSweep.plan().cells[0].specification
    let all = [
      once, each.cells[0].specification,
      each.cells[each.places(round: 1, candidate: 0).lowerBound].specification, compared,
    ]
    for purpose in [.weights, .data, .order, .trainingNoise, .evaluationNoise] as [StreamPurpose] {
      let keys = all.flatMap { cell in (0..<6).map { cell.streamKey(purpose, replicate: $0) } }
      #expect(Set(keys).count == keys.count)
    }
    // Settings differ in the tuned keys alone: with the same streams the first weights would be the same numbers, scaled.
    #expect(once.series == .tuning(before: nil) && compared.series == .comparison)
  }
}
