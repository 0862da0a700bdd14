import Catalog
import Foundation
import SequenceTasks
import Sequences
import Testing

/// Chance levels, against what a large sample lets the best constant and the best guess by length or position reach.
///
/// Each check fails for a right program with a probability below 10⁻⁷; the draws are fixed, so one that passes passes for good.
@Suite struct ChanceTests {
  /// −ln 10⁻⁷.
  private static let surprise = 16.2

  /// How often each class comes, by what can be known without looking at inputs.
  private static func counts(
    _ task: any SequenceTask, examples: Int, place: (_ length: Int, _ step: Int) -> Int
  ) -> [Int: [Double]] {
    var counts: [Int: [Double]] = [:]
    let classes = max(2, task.outputsPerTarget)
    for block in 0..<examples / 500 {
      let batch = Fixtures.batch(task, .train, Array(block * 500..<(block + 1) * 500))
      for row in 0..<batch.count {
        for step in 0..<(task.placement == .last ? 1 : batch.lengths[row])
        where batch.mask[step * batch.count + row] {
          let index = Int(batch.targets[step * batch.count + row])
          counts[place(batch.lengths[row], step), default: .init(repeating: 0, count: classes)][index] += 1
        }
      }
    }
    return counts
  }

  /// Whether counts agree with probabilities by place: Pearson's statistic against a bound of the χ² distribution (Laurent and Massart
  /// 2000). A class that cannot come must not.
  private static func agree(_ counts: [Int: [Double]], _ shares: (_ place: Int) -> [Double]) -> Bool {
    var (statistic, freedom) = (0.0, 0.0)
    for (place, found) in counts.sorted(by: { $0.key < $1.key }) {
      let all = found.reduce(0, +)
      let expected = shares(place).map { all * $0 }
      guard zip(found, expected).allSatisfy({ $1 > 0 || $0 == 0 }) else { return false }
      let terms = zip(found, expected).filter { $1 > 0 }.map { ($0 - $1) * ($0 - $1) / $1 }
      statistic += terms.reduce(0, +)
      freedom += Double(terms.count - 1)
    }
    return statistic < freedom + 2 * (freedom * surprise).squareRoot() + 2 * surprise
  }

  static let even: [(any SequenceTask.Type, [String: ParameterValue], classes: Int)] = [
    (TemporalOrderTask.self, ["steps": .number(10)], 4),
    (DelayedXorTask.self, ["targets": .number(6)], 2),
    (FrequencyTask.self, ["steps": .number(4)], 2),
    (AgreementTask.self, [:], 2),
    (ParityTask.self, [:], 2),
  ]

  /// Neither the length nor the step says anything of the class: no guess is better than 1/classes, which the floor says.
  @Test(arguments: even.indices) func nothingIsKnownWithoutInputs(index: Int) throws {
    let (type, settings, classes) = Self.even[index]
    let task = try Fixtures.task(type, settings)
    let counts = Self.counts(task, examples: 20_000) { length, step in 1_000 * length + step }
    #expect(Self.agree(counts) { _ in [Double](repeating: 1 / Double(classes), count: classes) })
    let chance = task.floorScores(.test).filter { $0.mode == "chance" }
    #expect(chance.map(\.metric) == ["accuracy", "cross_entropy"])
    #expect(chance[0].value == 1 / Double(classes))
    #expect(abs(chance[1].value - log(Double(classes))) < 1e-12)
  }

  /// The position says where the blanks are: (T + 10 + 10/8)/(T + 20) are right, at 10 ln 8/(T + 20) nats.
  @Test(arguments: ["chrono", "tcn"]) func copying(variant: String) throws {
    let task = try Fixtures.task(CopyTask.self, ["variant": .text(variant), "blanks": .number(5)])
    let counts = Self.counts(task, examples: 10_000) { _, step in step }
    let blank = [Double](repeating: 0, count: 8) + [1]
    #expect(Self.agree(counts) { $0 < 15 ? blank : [Double](repeating: 1 / 8, count: 8) + [0] })
    let floors = task.floorScores(.validation)
    #expect(floors.map(\.metric) == ["accuracy", "cross_entropy"])
    #expect(abs(floors[0].value - 16.25 / 25) < 1e-15)
    #expect(abs(floors[1].value - 10 * log(8.0) / 25) < 1e-12)
  }

  /// The class probabilities of lengths 1 … 40 are those that a large sample has, where neither knows of the other.
  @Test(arguments: [
    ("even_pairs", 0.5125, 0.5), ("cycle_navigation", 0.210, 0.2), ("modular_arithmetic", 0.206, 0.2),
  ])
  func regularLanguages(kind: String, short: Double, long: Double) throws {
    let (type, shares): (any SequenceTask.Type, @Sendable (Int) -> [[Double]]) =
      switch kind {
      case "even_pairs": (EvenPairsTask.self, { EvenPairs.shares(upTo: $0) })
      case "cycle_navigation": (CycleNavigationTask.self, { CycleNavigation.shares(upTo: $0) })
      default: (ModularArithmeticTask.self, { ModularArithmetic.shares(upTo: $0) })
      }
    let table = shares(491)
    let task = try Fixtures.task(type, ["validation_size": .number(500)])
    let counts = Self.counts(task, examples: 40_000) { length, _ in length }
    #expect(Self.agree(counts) { table[$0] })
    // An even length of an expression has its last step cut off.
    func steps(_ length: Int) -> Int { kind == "modular_arithmetic" ? length - (length + 1) % 2 : length }
    func best(_ lengths: [Int]) -> Double {
      lengths.reduce(0) { $0 + (table[steps($1)].max() ?? 0) } / Double(lengths.count)
    }
    #expect(abs(best(Array(1...40)) - short) < 6e-4, "\(best(Array(1...40)))")
    #expect(abs(best(Array(stride(from: 41, to: 500, by: 10))) - long) < 1e-3)
    // The floor is that guess: 20,000 validation examples score within √(ln(2·10⁷)/40,000) = 0.0205 of it (Hoeffding 1963).
    let floors = task.floorScores(.validation)
    #expect(
      floors.map { "\($0.mode).\($0.metric)" } == [
        "chance.accuracy", "chance.cross_entropy", "length.accuracy", "length.cross_entropy",
      ])
    #expect(floors[0].value == 1 / Double(task.outputWidth))
    #expect(abs(floors[2].value - best(Array(1...40))) < 0.0205)
    #expect(floors[3].value <= floors[1].value + 0.01)
  }
}
