import Foundation
import Planning
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// What the runs of both stages leave behind.
struct ChosenSettingsTests {
  private func finished(_ text: String, in folder: TemporaryFolder, jobs: Int = 1) async throws
    -> ExperimentPlan
  {
    try await TunedSweep.run(try TunedSweep.plan(text), in: folder.path, jobs: jobs)
  }

  private func rows(_ name: String, _ folder: TemporaryFolder) throws -> [[String: String]] {
    let lines = try String(contentsOfFile: folder[name], encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The choice is that of a plain look through the records: the least mean of the validation scores.
  @Test(arguments: ["once", "per_replicate"]) func theBestOfTheRecordsIsChosen(_ repetition: String)
    async throws
  {
    let folder = TemporaryFolder()
    let text = TunedSweep.text(TunedSweep.tune(repetition: repetition))
    let plan = try await finished(text, in: folder)
    let records = try RunStore(folder.path).records()
    let stage = try #require(plan.tuning)
    #expect(plan.cells.count == 2 && plan.isChosen)
    var found: [[String]] = []
    for cell in plan.cells {
      for replicate in 0..<3 {
        var best: (mean: Double, values: [Coordinate])?
        for trial in stage.cells where trial.coordinates == cell.coordinates {
          let runs = (0..<2).map { trial.run(replicate: $0) }
          guard runs[0].tuningReplicate ?? replicate == replicate else { continue }
          let scores = try runs.map { run in
            let outcome = try #require(try records.record(of: run.id)).outcome
            let selected = try #require(outcome.selectedUpdate)
            return try #require(
              outcome.measurements.first {
                $0.update == selected && $0.split == "validation" && $0.mode == "native" && $0.metric == "mse"
              }?.value)
          }
          let mean = (scores[0] + scores[1]) / 2
          if best == nil || mean < best!.mean { best = (mean, trial.trial!.values) }
        }
        let run = cell.run(replicate: replicate)
        #expect(run.tuned == best?.values)
        found.append([run.id] + run.tuned.map(\.label))
      }
    }
    let shown = try rows("runs.csv", folder)
    #expect(
      shown.map { row in
        ["run_id", "training.optimizer.learning_rate", "network.hidden"].map { row[$0] ?? "" }
      } == found)
    // Four settings for each cell, in each of the rounds, and each has two runs.
    let tried = try rows("tuning.csv", folder)
    #expect(tried.count == 2 * 4 * 2 * stage.rounds.count)
    for rank in 1...4 { #expect(tried.count { $0["rank"] == "\(rank)" } == 4 * stage.rounds.count) }
    #expect(try rows("tuning_budget.csv", folder).count == 2 * 4 * stage.rounds.count)
    #expect(try rows("summary.csv", folder).allSatisfy { $0["n"] == "3" })
  }

  /// A run of the comparison is that of an experiment that has the settings from the start, and has its record.
  @Test func chosenRunsAreOrdinaryRuns() async throws {
    let folder = TemporaryFolder()
    let plan = try await finished(TunedSweep.text(), in: folder)
    let run = plan.cells[1].run(replicate: 2)
    let settings = run.tuned.map { "\($0.path)=\($0.label)" }
    let same = try TunedSweep.plan(TunedSweep.text(""), settings)
    #expect(same.cells[1].run(replicate: 2).id == run.id && same.cells[1].id == plan.cells[1].id)
  }

  /// Runs that try settings leave scores alone: neither gate statistics nor other files.
  @Test func trialsLeaveScoresAlone() async throws {
    let folder = TemporaryFolder()
    let text = TunedSweep.text().replacing("clip_norm: 1", with: "clip_norm: 1, save_weights: selected")
    let plan = try await finished(text, in: folder)
    let ids = Set(plan.runs.filter { !$0.isTrial }.map(\.id))
    let weights = try FileManager.default.contentsOfDirectory(atPath: folder["weights"])
    #expect(Set(weights.map { $0.replacing(".safetensors", with: "") }) == ids)
    #expect(Set(try rows("gates.csv", folder).compactMap { $0["run_id"] }) == ids)
    #expect(Set(try rows("timings.csv", folder).compactMap { $0["run_id"] }) == Set(plan.runs.map(\.id)))
  }

  @Test func oneJobIsAsGoodAsFour() async throws {
    for repetition in ["once", "per_replicate"] {
      let text = TunedSweep.text(TunedSweep.tune(repetition: repetition))
      let (one, four) = (TemporaryFolder(), TemporaryFolder())
      _ = try await finished(text, in: one)
      _ = try await finished(text, in: four, jobs: 4)
      #expect(try SmallSweep.digests(one.path) == SmallSweep.digests(four.path))
    }
  }

  /// Settings under which a run diverges come last; where all do, nothing is run, and the comparison says so.
  @Test(arguments: [("[1.0e+30, 0.01]", false), ("[1.0e+30, 2.0e+30]", true)])
  func divergedSettingsComeLast(rate: String, isUntuned: Bool) async throws {
    let folder = TemporaryFolder()
    let plan = try await finished(
      TunedSweep.text(TunedSweep.tune(rate: rate)).replacing("clip_norm: 1", with: "clip_norm: 1.0e+30"),
      in: folder)
    let tried = try rows("tuning.csv", folder)
    #expect(tried.contains { $0["status"] == "diverged" && $0["mean"] == "" })
    let shown = try rows("runs.csv", folder)
    #expect(shown.allSatisfy { $0["status"] == (isUntuned ? "untuned" : "completed") })
    #expect(shown.allSatisfy { $0["training.optimizer.learning_rate"] == (isUntuned ? "" : "0.01") })
    #expect(Set(shown.map { $0["run_id"] }).count == 6)
    let compared = try rows("comparisons.csv", folder)
    #expect(!compared.isEmpty && compared.allSatisfy { $0["n_diverged"] == (isUntuned ? "3" : "0") })
    let budget = try rows("tuning_budget.csv", folder)
    #expect(budget.filter { $0["expected_best"] == "" }.count == (isUntuned ? 8 : 4))
    if isUntuned {
      #expect(plan.cells.allSatisfy { $0.run(replicate: 0).isUntuned && $0.run(replicate: 0).tuned.isEmpty })
    }
  }

  static let growths = [
    TunedSweep.text(replicates: 5), TunedSweep.text(TunedSweep.tune(samples: 7)),
    TunedSweep.text(TunedSweep.tune(replicates: 3)),
    TunedSweep.text().replacing(
      "[{kind: sigmoid}, {kind: bernoulli}]", with: "[{kind: sigmoid}, {kind: bernoulli}, {kind: g2}]"),
    TunedSweep.text().replacing("updates: 20", with: "updates: 30"),
  ]

  /// A grown experiment has the tables of a fresh one, and keeps what is finished.
  @Test(arguments: growths.indices) func aGrownExperimentIsAFreshOne(_ index: Int) async throws {
    let (grown, fresh) = (TemporaryFolder(), TemporaryFolder())
    let before = try await finished(TunedSweep.text(), in: grown)
    let records = Set(try RunStore(grown.path).records().runs)
    let after = try await finished(Self.growths[index], in: grown)
    _ = try await finished(Self.growths[index], in: fresh)
    #expect(try SmallSweep.digests(grown.path) == SmallSweep.digests(fresh.path))
    #expect(records == Set(before.runs.map(\.id)))
    #expect(Set(try RunStore(grown.path).records().runs) == records.union(after.runs.map(\.id)))
    // More updates are other runs, all else adds to those that are there.
    #expect(after.runs.contains { records.contains($0.id) } == (index != 4))
    #expect(!after.trajectories.isDisjoint(with: before.trajectories))
    #expect(Set(after.possibleRuns).isSuperset(of: after.runs.map(\.id)))
  }
}
