import Catalog
import Foundation
import RandomStreams
import SequenceTasks
import Sequences
import Testing

@Suite("Outbreaks by area")
struct EpidemicTaskTests {
  /// 10,000 draws have the mean and variance of the distribution, within five standard errors.
  @Test(arguments: [(10, 0.3), (700, 0.02), (1_300, 0.9), (20_000, 0.4)])
  func numbersAreBinomial(trials: Int, probability: Double) {
    var stream = RandomStream(Fixtures.key)
    var (sum, square, isWithin) = (0.0, 0.0, true)
    let (mean, variance) = (
      Double(trials) * probability, Double(trials) * probability * (1 - probability)
    )
    for _ in 0..<10_000 {
      let drawn = Binomial.draw(trials, probability, from: &stream)
      isWithin = isWithin && (0...trials).contains(drawn)
      let z = (Double(drawn) - mean) / variance.squareRoot()
      (sum, square) = (sum + z, square + z * z)
    }
    // A squared z has a variance of 2 and some more where the distribution is skew.
    #expect(isWithin && abs(sum / 10_000) < 0.05 && abs(square / 10_000 - 1) < 0.08)
  }

  @Test func certaintiesAreCertain() {
    var stream = RandomStream(Fixtures.key)
    #expect(Binomial.draw(20_000, 0, from: &stream) == 0)
    #expect(Binomial.draw(20_000, 1, from: &stream) == 20_000)
    #expect(Binomial.draw(0, 0.4, from: &stream) == 0)
  }

  private static func cases(_ batch: TaskBatch, row: Int, areas: Int, people: Double) -> [[Double]] {
    let inputs = Fixtures.inputs(batch, row: row)
    return (0..<batch.steps).map { week in
      (0..<areas).map { (Double(inputs[week * 2 * areas + $0]) * people / 10).rounded() }
    }
  }

  /// Nobody is ill before the outbreak, all start in one area with 1 to 10, nobody is ill twice at once, and an area that changes
  /// halves its susceptibility.
  @Test func outbreaksKeepTheRules() throws {
    let task = try Fixtures.task(EpidemicTask.self, ["areas": .number(3), "population": .number(200)])
    let batch = Fixtures.batch(task, .train, Array(0..<500))
    var changes = 0
    for row in 0..<500 {
      let cases = Self.cases(batch, row: row, areas: 3, people: 200)
      let inputs = Fixtures.inputs(batch, row: row)
      let sigmas = (0..<20).map { week in (3..<6).map { inputs[week * 6 + $0] } }
      #expect(cases.allSatisfy { $0.allSatisfy { (0...200).contains($0) } })
      if let onset = cases.firstIndex(where: { $0.contains { $0 > 0 } }) {
        #expect(cases[onset].count { $0 > 0 } == 1 && (1...10).contains(cases[onset].reduce(0, +)))
      }
      #expect(sigmas[0].allSatisfy { (0.2...1).contains($0) })
      let last = zip(sigmas[19], sigmas[0]).filter { $0 != $1 }
      #expect(last.count <= 1 && last.allSatisfy { $0 == $1 / 2 })
      changes += last.count
    }
    // One in two changes, one in twenty of them from the first week on: 237.5 ± 5·11.2.
    #expect((182...293).contains(changes))
  }

  /// Where nobody infects, cases only recover, and persistence is never below.
  @Test func floorsAreInPeople() throws {
    let task = try Fixtures.task(
      EpidemicTask.self,
      ["reproduction": .number(1e-9), "recovery": .number(0.25), "test_size": .number(200)])
    let batch = Fixtures.batch(task, .test, Array(0..<200))
    let persistence = (0..<200).flatMap { row in
      Self.cases(batch, row: row, areas: 5, people: 1_000)[19]
    }
    let targets = batch.targets.map { (Double($0) * 100).rounded() }
    #expect(zip(persistence, targets).allSatisfy { $0 >= $1 })
    let error = zip(persistence, targets).reduce(0) { $0 + abs($1.0 - $1.1) } / 1_000
    let floors = task.floorScores(.test)
    let mae = try #require(floors.first { $0.mode == "persistence" && $0.metric == "mae" }).value
    #expect(abs(mae - error) < 1e-12 && error > 0)
    #expect(Fixtures.scores(task, .test, batch.targets.map { Double($0) })[0] ?? 1 < 1e-5)
  }

  /// An outbreak in one area reaches the others where people travel, and only there.
  @Test(arguments: [(0.0, 1), (0.2, 5)]) func travelCarriesIt(travel: Double, reached: Int) throws {
    let task = try Fixtures.task(
      EpidemicTask.self, ["travel": .number(travel), "reproduction": .number(6), "window": .number(30)])
    let batch = Fixtures.batch(task, .train, Array(0..<50))
    let most = (0..<50).map { row in
      let cases = Self.cases(batch, row: row, areas: 5, people: 1_000)
      return (0..<5).count { area in cases.contains { $0[area] > 0 } }
    }
    #expect(most.max() == reached)
  }

  @Test func countsAndSeries() throws {
    let task = try Fixtures.task(EpidemicTask.self, ["test_size": .number(50)])
    let counts = try #require(try task.predicting(.count))
    #expect(counts.target == .count && counts.scales == Array(repeating: 100, count: 5))
    #expect(try task.predicting(.bits) == nil)
    let (scaled, people) = (
      Fixtures.batch(task, .test, Array(0..<50)), Fixtures.batch(counts, .test, Array(0..<50))
    )
    #expect(zip(scaled.targets, people.targets).allSatisfy { ($0 * 100).rounded() == $1 })
    #expect(task.groupings.map(\.name) == ["series", "cases"])
    #expect(task.groupings[0].labels == ["area_1", "area_2", "area_3", "area_4", "area_5"])
    let forms = counts.floors(for: .counts(PoissonDistribution.self))
    let scores = counts.floorScores(
      .test, forms, ScoreKey.all([RankedProbabilityScore.self], by: task.groupings), by: task.groupings)
    // Two floors, over all, by area, and in each area without and with cases.
    #expect(scores.count == 2 * (1 + 5 + 10) && scores.allSatisfy { $0.value > 0 })
    let groups = [0, 0.01].map { task.groupings[1].group(.init(.test, example: 0, place: 0, target: $0)) }
    #expect(groups == [0, 1])
  }
}
