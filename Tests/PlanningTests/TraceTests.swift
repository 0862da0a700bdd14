import Planning
import Recurrence
import Testing

/// A trace's explicit numbers reach the engine in the engine's order.
struct TraceTests {
  static let text = """
    schema: sluice/experiment/v1
    name: trace
    kind: trace
    network:
      input: 2
      hidden: 1
      weights:
        input: {w: [[1, 2, 3]], b: [10]}
        forget: {w: [[4, 5, 6]], b: [20]}
        candidate: {w: [[7, 8, 9]], b: [30]}
        output: {w: [[-1, -2, -3]], b: [40]}
      readout: {w: [[0.5]], b: [0.25], activation: sigmoid}
    initial: {hidden: [0.5]}
    inputs: [[1, 2], [3, 4], [5, 6]]

    """

  @Test func everyNumberArrives() throws {
    let trace = try TraceSpecification(TestFiles.experiment(Self.text))
    #expect(trace.parameters == [1, 2, 4, 5, 7, 8, -1, -2, 3, 6, 9, -3, 10, 20, 30, 40, 0.5, 0.25])
    #expect(trace.initial == InitialState(hidden: [0.5], cell: [0]))
    #expect(trace.inputs == [[1, 2], [3, 4], [5, 6]])
    #expect(trace.configuration.readout == .sigmoid && trace.configuration.outputWidth == 1)
    #expect(trace.precision == .float64)
  }

  @Test func theOtherOrderTakesTheOtherColumns() throws {
    let trace = try TraceSpecification(
      TestFiles.experiment(Self.text, overrides: ["network.concatenation=h_x"]))
    #expect(trace.parameters.prefix(12) == [2, 3, 5, 6, 8, 9, -2, -3, 1, 4, 7, -1])
  }

  @Test func withoutAReadoutThereIsNoOutput() throws {
    let text = Self.text.split(separator: "\n").filter { !$0.contains("readout") }.joined(separator: "\n")
    let trace = try TraceSpecification(TestFiles.experiment(text))
    #expect(trace.configuration.outputWidth == 0 && trace.parameters.count == 16)
  }

  @Test func eachKindHasItsCommand() throws {
    #expect(throws: ExperimentErrors.self) {
      try ExperimentPlan(TestFiles.experiment(Self.text), files: TestFiles.reader)
    }
    #expect(throws: ExperimentErrors.self) { try TraceSpecification(TestFiles.experiment(TestFiles.small)) }
  }
}
