import Foundation
import TestSupport
import Testing

/// `sluice calibrate`.
@Suite struct CalibrateTests {
  private let sluice = SluiceProcess()

  @Test func aTrainingIsCalibratedAndGoesOn() throws {
    try sluice.write(SmallExperiment.text, to: "small.yaml")
    let less = ["--set", "training.updates=5", "--set", "evaluation.every=5", "--set", "replicates=6"]
    func calibrate(_ comparisons: Int) throws -> SluiceProcess.Result {
      try sluice.finish(
        sluice.start(["calibrate", "small.yaml", "--quiet", "--comparisons", "\(comparisons)"] + less))
    }
    let first = try calibrate(4)
    #expect(first.status == 0, "\(first.messages)")
    #expect(first.output.contains("p ≤ 0.05") && first.output.contains("bernoulli"), "\(first.output)")
    let table = try sluice.read("results/small-calibration/calibration.csv")
    #expect(table.contains("gates.all,split,mode,metric,differing,quantity,n_pairs,trials,hits,rate"))
    #expect(try calibrate(4).output == first.output)
    // The runs that there are serve a larger number of comparisons, and the folder knows which it has.
    let more = try calibrate(8)
    #expect(more.status == 0 && more.output != first.output, "\(more.messages)")
    #expect(try sluice.run("compare", "results/small-calibration").output == more.output)
    let verified = try sluice.run("verify", "results/small-calibration", "--fraction", "0.1", "--quiet")
    #expect(verified.status == 0, "\(verified.messages)")
  }

  @Test func whatHasNoComparisonIsRefused() throws {
    #expect(try sluice.run("new", "a", "--kind", "certify").status == 0)
    let other = try sluice.run("calibrate", "a.yaml")
    #expect(other.status == 65)
    #expect(
      other.messages.contains("kind: is certify; what is calibrated is the comparison of a kind: train"))
    try sluice.write(SmallSweep.uncompared, to: "b.yaml")
    let uncompared = try sluice.run("calibrate", "b.yaml")
    #expect(uncompared.status == 65 && uncompared.messages.contains("compare"), "\(uncompared.messages)")
    let none = try sluice.run("calibrate", "b.yaml", "--comparisons", "0")
    #expect(none.status == 64 && none.messages.contains("--comparisons is 0; at least 1 is needed"))
  }

  /// Of the shipped 2,000 comparisons the rates are those of theory: each interval contains what is promised, and false positives of
  /// sweeps may be at most 0.05.
  @Test func theShippedRatesAreThoseOfTheory() throws {
    let rows = try ResultRows("calibration", in: Experiment.root + "/calibration/expected").rows
    func number(_ row: [String: String], _ name: String) throws -> Double {
      try #require(Double(row[name] ?? ""))
    }
    var comparisons = 0.0
    for row in rows {
      switch row["quantity"] {
      case "false_positives":
        comparisons += try number(row, "trials")
        #expect(try number(row, "promised") <= 0.05)
        #expect(try number(row, "ci95_low") <= number(row, "promised"), "\(row)")
        #expect(try number(row, "promised") <= number(row, "ci95_high"), "\(row)")
      case "sweeps": #expect(try number(row, "ci95_low") <= 0.05, "\(row)")
      case "coverage":
        #expect(try number(row, "ci95_low") <= number(row, "promised"), "\(row)")
        #expect(try number(row, "promised") <= number(row, "ci95_high"), "\(row)")
      default: break
      }
    }
    #expect(comparisons >= 2000)
  }
}
