import Catalog
import Foundation
import SequenceTasks
import Sequences
import Testing

/// Rules of the tasks of numbers that are no sums.
@Suite struct NumberTaskTests {
  /// Against the C library's sine, at eighths of a turn, just beside them, and in between, over three turns each way.
  @Test func sines() {
    let places = (-24_000...24_000).map { Double($0) / 8_000 }.flatMap { [$0.nextDown, $0, $0.nextUp] }
    let errors = places.map { abs(Sine.ofTurns($0) - sin(2 * Double.pi * ($0 - $0.rounded()))) }
    #expect(errors.allSatisfy { $0 < 1e-15 }, "\(errors.max() ?? 0)")
    #expect([0, 0.5, 1, 1.5].map(Sine.ofTurns) == [0, 0, 0, 0])
  }

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

  /// Ten digits in equal numbers, and numbers of mean 0 and deviation 1 under the recipe.
  @Test func mnist1d() throws {
    let task = try Fixtures.task(MNIST1DTask.self, ["train_size": .number(4_003)])
    #expect(task.classes.map(\.trainingCount) == [401, 401, 401, 400, 400, 400, 400, 400, 400, 400])
    #expect(task.count(.train) == 4_003)
    let batch = Fixtures.batch(task, .train, Array(0..<4_000))
    #expect((0..<4_000).allSatisfy { batch.targets[$0] == Float($0 % 10) })
    let mean = batch.inputs.reduce(0) { $0 + Double($1) } / Double(batch.inputs.count)
    let square = batch.inputs.reduce(0) { $0 + Double($1) * Double($1) } / Double(batch.inputs.count)
    // The mean of an example deviates by 0.3, so that of 4,000 by 0.005.
    #expect(abs(mean) < 0.025 && abs((square - mean * mean).squareRoot() - 1) < 0.025, "\(mean) \(square)")
  }
}
