import Catalog
import Foundation
import SequenceTasks
import Sequences
import Testing

/// Rules of the tasks of symbols and bits, example by example.
@Suite struct SymbolTaskTests {
  @Test func temporalOrder() throws {
    let task = try Fixtures.task(TemporalOrderTask.self, ["steps": .number(40)])
    let batch = Fixtures.batch(task, .train, Array(0..<2_000))
    var places = [Set<Int>(), Set<Int>()]
    for row in 0..<batch.count {
      let inputs = Fixtures.inputs(batch, row: row)
      let symbols = (0..<40).map { step in (0..<6).first { inputs[6 * step + $0] == 1 } ?? -1 }
      let relevant = (0..<40).filter { symbols[$0] < 2 }
      #expect(symbols.allSatisfy { $0 >= 0 } && inputs.reduce(0, +) == 40)
      guard relevant.count == 2 else {
        Issue.record("\(relevant.count) relevant symbols")
        continue
      }
      for index in 0..<2 { places[index].insert(relevant[index]) }
      #expect(batch.targets[row] == Float(2 * symbols[relevant[0]] + symbols[relevant[1]]))
    }
    #expect(places == [Set(4..<8), Set(20..<24)])
    #expect(task.classes.map(\.name) == ["AA", "AB", "BA", "BB"])
  }

  @Test(arguments: [(0, 1), (0, 4), (3, 1), (6, 6)]) func delayedXor(delay: Int, bits: Int) throws {
    let task = try Fixtures.task(
      DelayedXorTask.self,
      [
        "targets": .number(Double(13 - delay - bits)), "delay": .number(Double(delay)),
        "bits": .number(Double(bits)),
      ])
    #expect(task.maximumSteps == 12)
    let batch = Fixtures.batch(task, .test, Array(0..<100))
    for row in 0..<100 {
      let x = Fixtures.inputs(batch, row: row).map { Int($0) }
      for step in 0..<12 {
        let (place, has) = (step * 100 + row, step >= delay + bits - 1)
        #expect(batch.mask[place] == has)
        let parity = has ? (0..<bits).reduce(0) { $0 ^ x[step - delay - $1] } : 0
        #expect(batch.targets[place] == Float(parity))
      }
    }
  }

  @Test(arguments: ["chrono", "tcn"]) func copying(variant: String) throws {
    let task = try Fixtures.task(CopyTask.self, ["variant": .text(variant), "blanks": .number(30)])
    let batch = Fixtures.batch(task, .train, Array(0..<100))
    #expect(batch.steps == 50 && task.maximumSteps == 50)
    for row in 0..<100 {
      let inputs = Fixtures.inputs(batch, row: row)
      let symbols = (0..<50).map { step in (0..<10).first { inputs[10 * step + $0] == 1 } ?? -1 }
      let targets = (0..<50).map { batch.targets[$0 * 100 + row] }
      #expect(symbols[..<10].allSatisfy { (0..<8).contains($0) })
      #expect(symbols[10..<39] == Array(repeating: 8, count: 29)[...] && symbols[39] == 9)
      #expect(symbols[40...] == Array(repeating: variant == "tcn" ? 9 : 8, count: 10)[...])
      #expect(targets[..<40] == Array(repeating: 8, count: 40)[...])
      #expect(targets[40...] == symbols[..<10].map { Float($0) }[...])
    }
    // A hundredth of 10 ln 8/50.
    #expect(task.isSolved([4.15e-3, 1]) == true && task.isSolved([4.16e-3, 1]) == false)
  }

  /// The nearest noun is right of all sentences without another and of half of the rest: (1 + 4·½)/5.
  @Test func agreement() throws {
    let task = try Fixtures.task(AgreementTask.self, ["test_size": .number(20_000)])
    let names = try #require(task.assumptions.first).texts
    #expect(names.count == task.symbols && Set(names).count == names.count)
    let batch = Fixtures.batch(task, .test, Array(0..<500))
    let (attractors, intervening) = (task.groupings[0], task.groupings[1])
    for row in 0..<500 {
      let words = (0..<batch.lengths[row]).map { names[Int(batch.symbols[$0 * 500 + row])] }
      let nouns = words.indices.filter { names.firstIndex(of: words[$0]).map { $0 >= 9 } ?? false }
      let plurals = nouns.map { words[$0].hasSuffix("s") }
      #expect(words.first == "the" && nouns.last == words.count - 1)
      #expect(batch.targets[row] == (plurals[0] ? 1 : 0))
      let member = TargetGrouping.Member(.test, example: row, place: 0, target: 0)
      #expect(attractors.group(member) == plurals.count { $0 != plurals[0] })
      #expect(intervening.group(member) == nouns.count - 1)
    }
    let floors = task.floorScores(.test)
    let nearest = try #require(floors.first { $0.mode == "nearest_noun" && $0.metric == "accuracy" })
    // √(ln(2·10⁷)/40,000).
    #expect(abs(nearest.value - 0.6) < 0.0205)
    let keys = ScoreKey.all([Accuracy.self], by: [intervening])
    let byCount = task.floorScores(.test, task.floors, keys, by: [intervening])
    #expect(byCount.first { $0.mode == "nearest_noun" && $0.metric == "accuracy[0]" }?.value == 1)
  }
}
