import Arrays
import Catalog
import DataReading
import Interchange
import Planning
import Recurrence
import Reports
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// `kind: evaluate`: networks of a results folder, or of a file, read again.
@Suite struct EvaluateTests {
  let folder = TemporaryFolder()

  /// Networks of two policies and two sizes, with three replicates.
  private static let trained = [
    "training.save_weights=selected", "sweep.gates.all=[{kind: sigmoid}, {kind: bernoulli}]",
    "sweep.network.hidden=[3, 5]",
  ]
  private static let text = """
    schema: sluice/experiment/v1
    name: again
    kind: evaluate
    networks: trained
    seed: 7
    task: {kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}
    evaluation: {modes: [native, sample], samples: 3}
    sweep:
      gates.all: [{kind: sigmoid}, {kind: bernoulli}]

    """

  private func train(_ overrides: [String] = []) async throws -> ExperimentPlan {
    let plan = try SmallSweep.plan(Self.trained + overrides)
    try await SmallSweep.run(plan, in: folder["trained"], jobs: 2)
    return plan
  }

  private func plan(_ overrides: [String] = [], text: String = text) throws -> ExperimentPlan {
    let file = ExperimentFile(name: "again.yaml", bytes: Array(text.utf8))
    return try ExperimentPlan(Experiment(file, overrides: overrides), files: folder.files)
  }

  @Test func passesAreReported() async throws {
    _ = try await train()
    try ReportedPassesTests.check(plan())
  }

  private func message(_ overrides: [String] = [], text: String = text) -> String {
    do {
      _ = try plan(overrides, text: text)
      return ""
    } catch { return "\(error)".split(separator: "\n").first.map(String.init) ?? "" }
  }

  /// Under the gates and the noise with which it was measured last, a network scores what it scored.
  @Test func theSameGatesScoreTheSame() async throws {
    _ = try await train()
    try await SmallSweep.run(plan(), in: folder["again"])
    let before = try ResultRows("runs", in: folder["trained"]).rows
    let after = try ResultRows("runs", in: folder["again"])
    #expect(after.rows.count == 2 * before.count && before.count == 12)
    for row in before {
      let found = after.matching([
        "networks.gates.all": row["gates.all"]!, "gates.all": row["gates.all"]!,
        "networks.network.hidden": row["network.hidden"]!, "replicate": row["replicate"]!,
      ])
      try #require(found.count == 1)
      for score in ["validation.native.mse", "validation.sample.mse", "test.native.mse", "test.sample.mse"] {
        #expect(found[0][score] == row[score] && row[score]?.isEmpty == false, "\(score)")
      }
      #expect(found[0]["status"] == "completed" && found[0]["selected_update"] == "0")
    }
    let header = String(decoding: try Files.read(folder["again/runs.csv"]), as: UTF8.self)
    #expect(
      header.hasPrefix(
        "run_id,cell_id,replicate,networks.gates.all,networks.network.hidden,gates.all,status,"))
  }

  /// Packed networks are those that lie alone: the same runs and tables; one of them can be read by its run's id.
  @Test func packedNetworks() async throws {
    let trained = try await train()
    try await SmallSweep.run(plan(), in: folder["alone"])
    let expected = try SmallSweep.digests(folder["alone"]).filter { $0.key.hasSuffix(".csv") }
    _ = try await train(["training.weights=packed"])
    #expect(try Files.names(in: folder["trained/weights"]) == ["pack-0000.safetensors"])
    try await SmallSweep.run(plan(), in: folder["packed"])
    #expect(try SmallSweep.digests(folder["packed"]).filter { $0.key.hasSuffix(".csv") } == expected)
    // A file has one replicate, which meets the data of the first.
    let run = try #require(trained.runs.last { $0.replicate == 0 })
    let single = [
      "networks=trained/weights/pack-0000.safetensors", "network.hidden=5",
      "network.weights={prefix: \(run.id)}",
    ]
    try await SmallSweep.run(plan(single), in: folder["single"])
    let score = try ResultRows("runs", in: folder["single"]).matching(["gates.all": "bernoulli"])[0]
    let own = try #require(
      try ResultRows("runs", in: folder["trained"]).rows.first { $0["run_id"] == run.id })
    #expect(score["test.native.mse"] == own["test.native.mse"] && own["gates.all"] == "bernoulli")
    #expect(
      message(["networks=trained/weights/pack-0000.safetensors", "network.hidden=5"]).contains(
        "network.weights.prefix: trained/weights/pack-0000.safetensors: is missing; the file has several LSTMs"
      ))
  }

  /// What was trained for counts or quantiles is read as such, its learned constants with it.
  @Test(arguments: ["{kind: negative_binomial}", "{kind: pinball, quantiles: [0.1, 0.5, 0.9]}"])
  func outputsMeanWhatTheyWereTrainedFor(loss: String) async throws {
    let data =
      "{kind: forecast, data: counts.csv, read: {date: false}, window: 3, horizon: [1, 2], targets: [a]}"
    let counts = Array(
      ("a,b\n" + (0..<80).map { "\(($0 * $0 + $0) % 11),\($0 % 7)\n" }.joined()).utf8)
    _ = try AtomicFile.write(counts, to: folder["counts.csv"])
    let overrides = [
      "task=\(data)", "training.loss=\(loss)", "training.save_weights=selected", "network.hidden=3",
    ]
    let file = ExperimentFile(name: "train.yaml", bytes: Array(SmallSweep.forecastText.utf8))
    let trained = try ExperimentPlan(Experiment(file, overrides: overrides), files: folder.files)
    try await SmallSweep.run(trained, in: folder["trained"])
    let again = try plan(["task=\(data)", "training.loss=\(loss)"])
    try await SmallSweep.run(again, in: folder["again"])
    let before = try ResultRows("runs", in: folder["trained"]).rows
    let after = try ResultRows("runs", in: folder["again"]).matching(["gates.all": "sigmoid"])
    let scores = try #require(before.first).keys.filter { $0.hasPrefix("test.native.") }.sorted()
    #expect(scores.count >= 3)
    for row in before where row["gates.all"] == "sigmoid" {
      let found = after.filter {
        $0["replicate"] == row["replicate"] && $0["networks.gates.all"] == "sigmoid"
      }
      try #require(found.count == 1)
      for score in scores { #expect(found[0][score] == row[score], "\(score)") }
    }
  }

  /// The axes of the networks can be compared, floors and all tables are there, and nothing depends on jobs or shares.
  @Test func itIsSweptAndComparedLikeEverythingElse() async throws {
    _ = try await train()
    let compared =
      Self.text + "compare: {axis: networks.gates.all, baseline: sigmoid, metric: test.sample.mse}\n"
    let plan = try plan(["telemetry={gates: true}"], text: compared)
    let digests = try await SmallSweep.bytes(plan, in: folder, jobs: 3, shares: 2)
    #expect(digests["comparisons.csv"] != nil && digests["gates.csv"] != nil)
    let rows = try ResultRows("comparisons", in: folder["one"]).matching(["metric": "mse", "split": "test"])
    #expect(rows.count == 8 && rows.allSatisfy { $0["n_pairs"] == "3" && $0["candidate"] == "bernoulli" })
    #expect(try !ResultRows("summary", in: folder["one"]).matching(["mode": "constant"]).isEmpty)
  }

  /// An id knows the parameters and what is done with them, and neither the folder nor the other replicates.
  @Test func idsKnowTheParameters() async throws {
    _ = try await train()
    let plan = try plan()
    #expect(Set(plan.runs.map(\.id)).count == 24)
    #expect(plan.dataFiles.map(\.path).contains("trained/runs.csv") && plan.dataFiles.count == 13)
    #expect(TextDrawing().text(PlanSummary(plan).report).contains("… and 3 files more"))
    try Files.rename(folder["trained"], to: folder["moved"])
    #expect(try self.plan(["networks=moved"]).runs.map(\.id) == plan.runs.map(\.id))
    #expect(try self.plan(["networks=moved", "seed=8"]).runs[0].id != plan.runs[0].id)
    // Another replicate's network is another cell, and the same run.
    let rows = try ResultRows("runs", in: folder["moved"]).rows
    func path(_ replicate: String) throws -> String {
      let row = rows.first {
        $0["replicate"] == replicate && $0["gates.all"] == "sigmoid" && $0["network.hidden"] == "3"
      }
      return folder["moved/weights/\(try #require(row?["run_id"])).safetensors"]
    }
    let other = try Files.read(path("2"))
    try Files.remove(path("1"))
    try OutputFile(creating: path("1")).write(other)
    let changed = try self.plan(["networks=moved"])
    #expect(changed.cells[0].id != plan.cells[0].id && changed.cells[2].id == plan.cells[2].id)
    #expect(changed.runs[0].id == plan.runs[0].id && changed.runs[1].id != plan.runs[1].id)
  }

  @Test func aDivergedNetworkIsCounted() async throws {
    _ = try await train([
      "sweep.training.optimizer=[{kind: adam, learning_rate: 0.01}, {kind: sgd, learning_rate: 1e30}]",
      "training.clip_norm=1e30",
      "sweep.network.hidden=[3]",
    ])
    let compared =
      Self.text
      + "compare: {axis: networks.training.optimizer, baseline: adam learning_rate=0.01, metric: test.native.mse}\n"
    try await SmallSweep.run(plan(text: compared), in: folder["again"])
    let runs = try ResultRows("runs", in: folder["again"])
    let lost = runs.matching(["status": "no_weights"])
    #expect(lost.count == 12 && runs.rows.count == 24)
    #expect(lost.allSatisfy { $0["selected_update"] == "" && $0["test.native.mse"] == "" })
    let rows = try ResultRows("comparisons", in: folder["again"]).rows
    #expect(!rows.isEmpty && rows.allSatisfy { $0["n_diverged"] == "3" })
  }

  /// One file of another program: its shape has to be said.
  @Test func oneFileOfAnotherProgram() async throws {
    let configuration = NetworkConfiguration(inputWidth: 2, hidden: 4, outputWidth: 1)
    let parameters = (0..<configuration.layout.count).map { Double($0 % 7) / 8 - 0.375 }
    let file = Safetensors(
      network: parameters, configuration, isSingle: true, words: NetworkWords(configuration))
    let silent = Safetensors(file.entries)
    try OutputFile(creating: folder["lstm.safetensors"]).write(silent.bytes)
    try OutputFile(creating: folder["words.safetensors"]).write(file.bytes)
    let plan = try plan(["networks=lstm.safetensors", "network={hidden: 4}"])
    #expect(plan.replicates == 1 && plan.cells.count == 2)
    try await SmallSweep.run(plan, in: folder["again"])
    #expect(try ResultRows("runs", in: folder["again"]).rows.count == 2)
    // The same numbers in a file that says what it is are the same runs.
    #expect(try self.plan(["networks=words.safetensors"]).runs.map(\.id) == plan.runs.map(\.id))
    #expect(
      message(["networks=lstm.safetensors"]).hasSuffix(
        "network: is missing; the networks' files do not say their shape: expected {hidden: …} and what else differs from its default (in the cell gates.all=sigmoid)"
      ))
    #expect(
      message(["networks=lstm.safetensors", "network={hidden: 3}"]).contains(
        "networks: lstm.safetensors: weight_ih_l0 is [16, 2]; expected [12, 2]"))
    #expect(
      message(["networks=words.safetensors", "network={hidden: 4}"]).contains(
        "network.hidden: is not used, because the networks' files say what they are; leave it out"))
  }

  /// Names that do not tell which arrays are meant need a key, and the key is no part of the identity.
  @Test func ambiguousNamesAreResolved() throws {
    let configuration = NetworkConfiguration(inputWidth: 2, hidden: 4, outputWidth: 1)
    let parameters = (0..<configuration.layout.count).map { Double($0 % 7) / 8 - 0.375 }
    let plain = Safetensors(
      network: parameters, configuration, isSingle: true, words: NetworkWords(configuration)
    ).entries
    let doubled = Safetensors(plain + plain.map { .init("other.\($0.name)", $0.array) })
    try OutputFile(creating: folder["plain.safetensors"]).write(Safetensors(plain).bytes)
    try OutputFile(creating: folder["two.safetensors"]).write(doubled.bytes)
    #expect(
      message(["networks=two.safetensors", "network={hidden: 4}"]).contains(
        "network.weights.prefix: two.safetensors: is missing; the file has several LSTMs: expected one of '.', 'other'"
      ))
    let chosen = [
      "networks=two.safetensors", "network={hidden: 4, weights: {prefix: other, readout: other.readout}}",
    ]
    let expected = try plan(["networks=plain.safetensors", "network={hidden: 4}"]).runs.map(\.id)
    #expect(try plan(chosen).runs.map(\.id) == expected)
  }

  @Test func whatCannotBeReadIsRefused() async throws {
    _ = try await train()
    #expect(
      message(["networks=nowhere"]).contains(
        "networks: nowhere: there is no runs.csv to read; expected a results folder whose tables are written, or a file whose name ends in .safetensors"
      ))
    #expect(
      message(["sweep.networks=[trained, moved]"]).contains(
        "concerns the whole experiment and cannot be an axis"))
    #expect(
      message(["task.variant=chrono", "task.steps=20"]) == "")
    #expect(
      message(["task={kind: one_gate}"]).contains(
        "weight_ih_l0 is [12, 2]; expected [12, 1]: 4 × 3 hidden units, 1 inputs"))
    let schedule =
      "{kind: bernoulli, probability_temperature: {from: 2, to: 1, schedule: linear, updates: 5}}"
    #expect(
      message(["sweep.gates.all=[\(schedule)]"]).contains(
        "follows a schedule, and networks that are read make no updates; give the value that they are read with"
      ))
    let id = try #require(try ResultRows("runs", in: folder["trained"]).rows[0]["run_id"])
    try Files.remove(folder["trained/weights/\(id).safetensors"])
    #expect(
      message().contains(
        "trained/weights/\(id).safetensors: is not there; weights are saved with training.save_weights"))
    for (old, new, expected) in [
      ("run_id,", "run,", "is no table of runs"),
      (",0,sigmoid,3,", ",x,sigmoid,3,", "without a name or a number"),
      (",completed,", ",suspended,", "expected completed or diverged"),
      (",2,sigmoid,5,", ",1,sigmoid,5,", "has replicate 1 of"),
      (",2,sigmoid,5,", ",2,sigmoid,7,", "has 12 runs, fewer than its axes and 3 replicates cross to"),
      ("\n\(id),", "\nr-0,\(id),", "is no table of runs"),
      ("\(id),", "../x,", "without a name or a number"),
    ] {
      try Files.makeFolder(folder["broken"])
      let table = String(decoding: try Files.read(folder["trained/runs.csv"]), as: UTF8.self)
      let changed = table.replacing(old, with: new)
      try #require(changed != table)
      try OutputFile(creating: folder["broken/runs.csv"]).write(changed)
      #expect(message(["networks=broken"]).contains("broken/runs.csv: "), "\(new)")
      #expect(message(["networks=broken"]).contains(expected), "\(new): \(message(["networks=broken"]))")
      try Files.remove(folder["broken/runs.csv"])
    }
  }
}
