import Foundation
import Testing

/// The recipes of `Experiments/clusters/README.md`, word for word, on this machine.
@Suite struct RecipeTests {
  let sluice = SluiceProcess()
  private let folder = Experiment.root + "/clusters"

  /// An experiment named study, as the recipes have it; what its run leaves lies in `expected`.
  init() throws {
    try sluice.write(SmallExperiment.text.replacing("name: small", with: "name: study"), to: "study.yaml")
    #expect(try sluice.run("run", "study.yaml", "--quiet", "--out", "expected").status == 0)
  }

  /// The commands in the README that begin with `word` or contain it, block by block.
  private func recipes(_ word: String) throws -> [String] {
    let text = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
    return text.components(separatedBy: "```sh\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }.filter { $0.contains(word) }
  }

  /// Does a recipe; `false` where the program that it needs is not installed.
  private func perform(_ recipe: String, needing program: String) throws -> Bool {
    guard try sluice.shell("command -v \(program)").status == 0 else { return false }
    let result = try sluice.shell("PATH=\"$(dirname \"$SLUICE\"):$PATH\"; set -e\n\(recipe)")
    #expect(result.status == 0, "\(result.output)\(result.messages)")
    #expect(
      try SmallExperiment.digests(sluice["results/study"]) == SmallExperiment.digests(sluice["expected"]))
    return true
  }

  @Test func parallel() throws {
    let recipes = try recipes("| parallel ")
    #expect(recipes.count == 2)
    for recipe in recipes {
      guard try perform(recipe, needing: "parallel") else {
        return print("skipped: GNU parallel is not installed (Debian: parallel)")
      }
      #expect(try sluice.shell("rm -r results").status == 0)
    }
  }

  @Test func snakemake() throws {
    let recipe = try #require(try recipes("snakemake ").first)
    #expect(try sluice.shell("cp '\(folder)/Snakefile' .").status == 0)
    guard try perform(recipe, needing: "snakemake") else {
      return print("skipped: Snakemake is not installed (PyPI: snakemake)")
    }
    // More replicates: the shares are done again, and do what is missing.
    let grown = SmallExperiment.text.replacing("name: small", with: "name: study")
      .replacing("replicates: 4", with: "replicates: 5")
    try sluice.write(grown, to: "study.yaml")
    #expect(try sluice.run("run", "study.yaml", "--quiet", "--out", "expected").status == 0)
    #expect(try perform(recipe, needing: "snakemake"))
  }
}
