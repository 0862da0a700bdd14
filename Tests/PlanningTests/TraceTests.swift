import Foundation
import Planning
import Recurrence
import Sequences
import Studies
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
    let trace = try TraceStudy(TestFiles.experiment(Self.text), files: TestFiles.reader)
    #expect(trace.parameters == [1, 2, 4, 5, 7, 8, -1, -2, 3, 6, 9, -3, 10, 20, 30, 40, 0.5, 0.25])
    #expect(trace.initial == InitialState(hidden: [0.5], cell: [0]))
    #expect(trace.inputs == [[1, 2], [3, 4], [5, 6]])
    #expect(trace.configuration.readout == .sigmoid && trace.configuration.outputWidth == 1)
    #expect(trace.precision == .float64)
  }

  @Test func theOtherOrderTakesTheOtherColumns() throws {
    let trace = try TraceStudy(
      TestFiles.experiment(Self.text, overrides: ["network.concatenation=h_x"]),
      files: TestFiles.reader)
    #expect(trace.parameters.prefix(12) == [2, 3, 5, 6, 8, 9, -2, -3, 1, 4, 7, -1])
  }

  /// Peepholes come after the biases, then what gates see of gates; an absent gate's numbers are 0.
  @Test func whatGatesSeeArrives() throws {
    let peepholes = Self.text.replacingOccurrences(of: "hidden: 1\n", with: "hidden: 1\n  peepholes: true\n")
      .replacingOccurrences(of: "b: [10]", with: "b: [10], p: [0.5]")
      .replacingOccurrences(of: "b: [20]", with: "b: [20], p: [1.5]")
      .replacingOccurrences(of: "b: [40]", with: "b: [40], p: [2.5]")
    let seeing = try TraceStudy(TestFiles.experiment(peepholes), files: TestFiles.reader)
    #expect(seeing.parameters[12...] == [10, 20, 30, 40, 0.5, 1.5, 2.5, 0.5, 0.25])
    let gates = Self.text.replacingOccurrences(of: "hidden: 1\n", with: "hidden: 1\n  variant: fgr\n")
      .replacingOccurrences(of: "b: [10]", with: "b: [10], r: [[1, 2, 3]]")
      .replacingOccurrences(of: "b: [20]", with: "b: [20], r: [[4, 5, 6]]")
      .replacingOccurrences(of: "b: [40]", with: "b: [40], r: [[7, 8, 9]]")
    let recurrent = try TraceStudy(TestFiles.experiment(gates), files: TestFiles.reader)
    #expect(recurrent.parameters[16...] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0.5, 0.25])
    let lines = Self.text.replacingOccurrences(of: "hidden: 1\n", with: "hidden: 1\n  variant: nig\n")
      .split(separator: "\n").filter { !$0.contains("input: {w") }.joined(separator: "\n")
    let without = try TraceStudy(TestFiles.experiment(lines), files: TestFiles.reader)
    #expect(without.parameters[..<8] == [0, 0, 4, 5, 7, 8, -1, -2])
    #expect(without.configuration.variant == .nig)
  }

  @Test func withoutAReadoutThereIsNoOutput() throws {
    let text = Self.text.split(separator: "\n").filter { !$0.contains("readout") }.joined(separator: "\n")
    let trace = try TraceStudy(TestFiles.experiment(text), files: TestFiles.reader)
    #expect(trace.configuration.outputWidth == 0 && trace.parameters.count == 16)
  }

  @Test func eachKindHasItsCommand() throws {
    #expect(throws: ExperimentErrors.self) {
      try ExperimentPlan(TestFiles.experiment(Self.text), files: TestFiles.reader)
    }
    #expect(throws: ExperimentErrors.self) {
      try TraceStudy(TestFiles.experiment(TestFiles.small), files: TestFiles.reader)
    }
  }
}
