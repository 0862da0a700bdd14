import Catalog
import Foundation
import SequenceTasks
import Sequences
import Testing

/// Rules of the tasks of numbers that are no sums.
@Suite struct NumberTaskTests {
  /// The sine of a frequency that the inputs tell: what three neighbors say of it, 2 cos ω = (x₋₁ + x₊₁)/x.
  @Test func frequency() throws {
    let task = try Fixtures.task(FrequencyTask.self, ["steps": .number(1_000)])
    let batch = Fixtures.batch(task, .train, Array(0..<200))
    for row in 0..<200 {
      let x = Fixtures.inputs(batch, row: row).map { Double($0) }
      #expect(x.allSatisfy { abs($0) <= 1 })
      guard let peak = (1..<999).max(by: { abs(x[$0]) < abs(x[$1]) }) else { continue }
      let period = 0.1 * 2 * Double.pi / acos(min(1, (x[peak - 1] + x[peak + 1]) / x[peak] / 2))
      #expect(batch.targets[row] == Float(row % 2))
      // Of long periods three neighbors tell little, and that is enough.
      #expect(row % 2 == 1 ? period < 5.01 || period > 5.99 : (4.99...6.01).contains(period), "\(period)")
    }
  }
}
