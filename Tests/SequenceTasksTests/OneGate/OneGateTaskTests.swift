import Catalog
import DataReading
import SequenceTasks
import Sequences
import Testing

@Suite("The one-gate problem")
struct OneGateTaskTests {
  private func task(_ target: Double) throws -> OneGateTask {
    try OneGateTask(
      Parameters(OneGateTask.description, ["target": .number(target)]), files: FileReader { _ in [] })
  }

  @Test func everyExampleIsTheSame() throws {
    let batch = Fixtures.batch(try task(0.45), .train, [0, 1, 2])
    #expect(batch.steps == 1 && batch.inputs == [1, 1, 1] && batch.targets == [0.45, 0.45, 0.45])
  }

  @Test func splitsHaveNoiseOfTheirOwn() throws {
    let numbers = try [Split.validation, .test, .train].map { Fixtures.batch(try task(0), $0, [0]).sequences }
    #expect(numbers == [[0], [1], [2]])
  }

  @Test func theScoreIsTheSquaredError() throws {
    #expect(Fixtures.scores(try task(0.5), .test, [1]) == [0.25])
    #expect(try task(0.5).floorScores(.test).isEmpty)
  }
}
