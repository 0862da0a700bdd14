import SequenceTasks
import Sequences
import Testing

@Suite("Scaling")
struct SeriesScalingTests {
  @Test func byHand() throws {
    let values: [Double] = [2, 4, 4, 4, 5, 5, 7, 9]
    let standard = try #require(SeriesScaling(.standard, fittedTo: values))
    #expect(standard.offset == 5 && standard.unit == 2)
    #expect(standard.scaled(9) == 2)
    let minmax = try #require(SeriesScaling(.minmax, fittedTo: values))
    #expect(minmax.offset == 2 && minmax.unit == 7)
    #expect(minmax.scaled(2) == 0 && minmax.scaled(9) == 1)
  }

  @Test(arguments: SeriesScaling.Rule.allCases)
  func unscalingUndoesScaling(rule: SeriesScaling.Rule) throws {
    let values = (0..<100).map { Double($0 * $0 % 37) * 1.7 - 11 }
    let scaling = try #require(SeriesScaling(rule, fittedTo: values))
    for value in values { #expect(abs(scaling.unscaled(scaling.scaled(value)) - value) < 1e-13) }
  }

  @Test(arguments: SeriesScaling.Rule.allCases)
  func noSpreadNoScale(rule: SeriesScaling.Rule) {
    #expect(SeriesScaling(rule, fittedTo: [Double](repeating: 0.1, count: 7)) == nil)
    #expect(SeriesScaling(rule, fittedTo: [3]) == nil)
    #expect(SeriesScaling(rule, fittedTo: [-1.7e308, 1.7e308]) == nil)
    #expect(SeriesScaling(rule, fittedTo: [0, .leastNonzeroMagnitude]) == nil)
  }
}
