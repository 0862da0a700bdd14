import Planning
import Studies
import TestSupport
import Testing

/// What runs report of their passes is what their study demands: times are estimated from the one and the other.
@Suite struct ReportedPassesTests {
  /// Sequences that a run reports, forward and back, and forward only.
  static func reported(_ cell: SweepCell) throws -> [SequencePass: Int] {
    var passes: [SequencePass: Int] = [:]
    let context = RunContext(cell.run(replicate: 0), didPass: { passes[$0, default: 0] += $1 })
    _ = try cell.specification.study.run(context)
    return passes
  }

  static func check(_ plan: ExperimentPlan) throws {
    for cell in plan.cells {
      let demand = cell.specification.study.demand(cell.specification)
      let passes = try reported(cell)
      #expect(Double(passes[.differentiated] ?? 0) == demand.differentiated, "\(cell.name)")
      #expect(Double(passes[.read] ?? 0) == demand.read, "\(cell.name)")
    }
  }

  @Test(arguments: [
    SmallSweep.text, EstimatorTrainingTests.text, SmallSimulation.drawn,
    CertificationTests.text.replacing("samples: 4000", with: "samples: 250"),
  ])
  func areThoseOfTheDemand(text: String) throws { try Self.check(SmallSweep.plan(text: text)) }

  /// The last updates and the last measurement count as well where they fall between two even steps.
  @Test func ofUnevenSteps() throws { try Self.check(SmallSweep.plan(["training.updates=25"])) }
}
