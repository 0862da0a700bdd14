import Sluice
import TestSupport
import Testing

/// `Experiments/league/league.csv`: every rule of the catalog is in it, and a certificate made again has its numbers.
@Suite struct LeagueTests {
  private static let folder = Experiment.root + "/league"
  private static let problems = [
    "one-gate", "one-unit", "two-layers", "two-units", "half-way", "trained", "gru", "min-gru-10",
    "min-gru-100",
  ]

  @Test func everyRuleIsInTheLeague() throws {
    let league = try ResultRows("league", in: Self.folder)
    for problem in Self.problems {
      let rules = Set(
        league.matching(["problem": problem]).compactMap { $0["rule"]?.split(separator: " ").first })
      for kind in ExperimentCatalogs().gradients.kinds where kind != "auto" {
        // Only one gate is a single draw.
        #expect(
          rules.contains(Substring(kind)) == (kind != "muprop" || problem == "one-gate"),
          "\(problem), \(kind)")
      }
    }
  }

  /// Two of the certificates, by rules that cost little; the exact gradients of the larger problems take seconds.
  @Test(arguments: [("one-gate", "arms", "layer0.bias[3]"), ("one-unit", "bitflip", "all")])
  func aCertificateMadeAgain(_ problem: String, _ rule: String, _ parameter: String) throws {
    let sluice = SluiceProcess()
    let run = try sluice.run(
      "run", "\(Self.folder)/problems/\(problem).yaml", "--out", "out", "--set",
      "sweep.training.gradient=[{kind: \(rule)}]")
    try #require(run.status == 0, "\(run.messages)")
    let found = try #require(
      try ResultRows("certificate", in: sluice["out"]).matching(["parameter": parameter]).first)
    let kept = try #require(
      try ResultRows("league", in: Self.folder).matching(["problem": problem, "rule": rule]).first)
    func number(_ row: [String: String], _ column: String) throws -> Double {
      try #require(row[column].flatMap(Double.init), "\(column)")
    }
    let exact = try number(found, "exact").magnitude
    for column in ["samples", "exact", "evaluations", "draws"] { #expect(found[column] == kept[column]) }
    #expect(try number(kept, "bias") == number(found, "bias").magnitude / exact)
    #expect(try number(kept, "bias_se") == number(found, "bias_se") / exact)
    #expect(try number(kept, "variance") == number(found, "variance") / (exact * exact))
  }

  /// The files of all problems can be run: they are checked whole, with every rule, and not run.
  @Test(arguments: problems) func theFilesAreSound(_ problem: String) throws {
    let run = try SluiceProcess().run("plan", "\(Self.folder)/problems/\(problem).yaml", "--trial", "0")
    #expect(run.status == 0, "\(run.messages)")
  }
}
