import DataReading
import Foundation
import Planning
import SequenceTasks
import Studies
import Testing

/// Every limit of the noise's addresses is checked when the plan is made, in every kind of experiment.
struct AddressLimitTests {
  /// 40 rows of 16,385 series.
  private static let wide: [UInt8] = {
    let header = (0..<16_385).map { "s\($0)" }.joined(separator: ",")
    let rows = (0..<40).map { row in
      (0..<16_385).map { "\(($0 + row * row) % 7)" }.joined(separator: ",")
    }
    return Array(([header] + rows).joined(separator: "\n").utf8)
  }()

  private static let reader = FileReader { _ in wide }

  private func message(_ text: String, _ overrides: [String] = []) -> String {
    do {
      let file = ExperimentFile(name: "e.yaml", bytes: Array(text.utf8))
      let experiment = try Experiment(file, overrides: overrides)
      if experiment.study is TraceStudy.Type {
        _ = try TraceStudy(experiment, files: TestFiles.reader)
      } else {
        _ = try ExperimentPlan(experiment, files: Self.reader)
      }
      return ""
    } catch {
      let lines = "\(error)".split(separator: "\n", omittingEmptySubsequences: false)
      return String(lines[0])
    }
  }

  private static let head = "schema: sluice/experiment/v1\nname: wide\nseed: 1\n"
  private static let task =
    "task: {kind: forecast, data: wide.csv, read: {date: false}, window: 2, horizon: 1}\n"

  @Test(arguments: [
    "kind: train\nnetwork: {hidden: 1}\ntraining: {updates: 1, batch: 2}\n",
    "kind: simulate\nnetwork: {hidden: 1}\n",
    "kind: certify\nnetwork: {hidden: 1}\ngates: {all: {kind: bernoulli}}\n",
  ])
  func moreSeriesThanInputsHaveAddresses(kind: String) {
    #expect(
      message(Self.head + Self.task + kind)
        == "e.yaml:4:30: task.data: found 16385 inputs at each step; noise has addresses for at most 16384")
  }

  @Test func explicitInputsAreLimited() {
    let row = Array(repeating: "0", count: 16_385).joined(separator: ", ")
    #expect(
      message(Self.head + "kind: simulate\ninputs: [[\(row)]]\nnetwork: {hidden: 1}\n")
        == "e.yaml:5:9: inputs: found 16385 inputs at each step; noise has addresses for at most 16384")
    #expect(
      message(TraceTests.text, ["network.input=16385"]).hasSuffix(
        "network.input: found 16385; expected a whole number ≥ 1 and ≤ 16384"))
  }

  /// A time is an update times the copies of the batch, plus the copy: 2³² of them have addresses.
  @Test func updatesTimesSamplesAreLimited() {
    let rule = "training.gradient={kind: score_function, baseline: leave_one_out, samples: 4}"
    let gates = "gates={all: {kind: bernoulli}}"
    let many = ["training.updates=1000000000", "evaluation.every=1000000000"]
    #expect(TestFiles.message(TestFiles.small, overrides: many) == "")
    #expect(TestFiles.message(TestFiles.small, overrides: many + [gates, rule]) == "")
    let more = rule.replacingOccurrences(of: "4}", with: "5}")
    for rule in [more, "training.gradient={kind: arms, samples: 5}"] {
      #expect(
        TestFiles.message(TestFiles.small, overrides: many + [gates, rule])
          == "--set training.updates=1000000000: training.updates: found 1000000000 updates of 5 samples each; noise has addresses for at most 858993459"
      )
    }
  }

  @Test func estimatesTimesSamplesAreLimited() {
    let text = """
      schema: sluice/experiment/v1
      name: certified
      kind: certify
      seed: 1
      task: {kind: adding, variant: chrono, steps: 10}
      network: {hidden: 1}
      gates: {all: {kind: sigmoid}, forget: {kind: bernoulli}}
      training: {gradient: {kind: score_function, baseline: leave_one_out, samples: 5}}
      certify: {samples: 1000000000}

      """
    #expect(
      message(text).hasPrefix(
        "e.yaml:9:20: certify.samples: found 1000000000 estimates of 5 samples each; noise has addresses"))
    #expect(message(text, ["training.gradient={kind: score_function}"]) == "")
  }
}
