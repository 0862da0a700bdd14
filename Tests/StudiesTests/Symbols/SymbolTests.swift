import Arrays
import Catalog
import DataReading
import Planning
import Recurrence
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// Tasks whose steps hold symbols, from the experiment file to the tables.
@Suite struct SymbolTests {
  let folder = TemporaryFolder()

  /// What a plan is refused for.
  private func message(
    _ overrides: [String], text: String = LetterTask.text, files: FileReader = FileReader { _ in [] }
  ) -> String {
    do {
      _ = try LetterTask.plan(text, overrides, files: files)
      return ""
    } catch { return "\(error)".split(separator: "\n").first.map(String.init) ?? "" }
  }

  /// A network learns what the letters mean: half of the examples would be right by chance.
  @Test(arguments: [0, 2], ["float32", "float64"]) func networksLearnTheLetters(
    numbers: Int, precision: String
  ) async throws {
    let plan = try LetterTask.plan(
      LetterTask.text, ["task={kind: letters, numbers: \(numbers)}", "precision=\(precision)", "sweep={}"])
    try await SmallSweep.run(plan, in: folder["r"])
    for row in try ResultRows("runs", in: folder["r"]).rows {
      #expect(try #require(Double(row["test.native.accuracy"] ?? "")) > 0.9)
    }
    let saved = try Safetensors(
      Files.read(folder["r/weights/\(plan.runs[0].id).safetensors"]), file: "saved")
    #expect(saved["embedding.weight"]?.shape == [3, 3] && saved["weight_ih_l0"]?.shape == [24, 3 + numbers])
    #expect(saved.metadata["network.embedding"] == "3" && saved.metadata["task.symbols.sha256"]?.count == 64)
  }

  @Test func jobsSharesAndThreadsDoNotShow() async throws {
    let plan = try LetterTask.plan(
      LetterTask.text, ["training.updates=60", "state_noise={kind: variational_dropout, rate: 0.2}"])
    _ = try await SmallSweep.bytes(plan, in: folder, jobs: 2, threads: 2, shares: 2)
  }

  /// Networks are read again with their tables, and score what they scored; not for other letters.
  @Test func savedNetworksAreReadAgain() async throws {
    try await SmallSweep.run(LetterTask.plan(LetterTask.text), in: folder["trained"])
    let text = """
      schema: sluice/experiment/v1
      name: again
      kind: evaluate
      networks: trained
      seed: 7
      task: {kind: letters}
      gates: {all: {kind: sigmoid}}
      evaluation: {modes: [native]}

      """
    try await SmallSweep.run(LetterTask.plan(text, files: folder.files), in: folder["again"])
    let before = try ResultRows("runs", in: folder["trained"]).matching(["gates.all": "sigmoid"])
    let after = try ResultRows("runs", in: folder["again"]).matching(["networks.gates.all": "sigmoid"])
    #expect(before.count == 2 && after.count == 2)
    for (a, b) in zip(before, after) {
      for score in ["validation.native.cross_entropy", "test.native.cross_entropy", "test.native.accuracy"] {
        #expect(a[score] == b[score] && a[score]?.isEmpty == false)
      }
    }
    let refusal = message(["task={kind: letters, names: acb}"], text: text, files: folder.files)
    #expect(refusal.contains("networks: trained/weights/"))
    #expect(
      refusal.contains(
        "the rows of the file's embedding are of other symbols than those of the task's training data"))
    // A training goes on from them, too.
    let name = try #require(before.first?["run_id"])
    let tuned = [
      "network.weights.file=trained/weights/\(name).safetensors", "sweep={}", "training.updates=1",
      "evaluation.every=1", "training.optimizer.learning_rate=1e-30",
    ]
    try await SmallSweep.run(
      LetterTask.plan(LetterTask.text, tuned, files: folder.files), in: folder["tuned"])
    let going = try ResultRows("runs", in: folder["tuned"]).rows
    #expect(going.first?["test.native.accuracy"] == before.first?["test.native.accuracy"])
    #expect(
      message(tuned + ["network.embedding=2"], files: folder.files).contains(
        "embedding.weight is [3, 3]; expected [3, 2]: 3 symbols, 2 numbers for each"))
  }

  @Test func theKeyGoesWithSymbols() throws {
    let missing = LetterTask.text.replacing(", embedding: 3", with: "")
    #expect(
      message([], text: missing)
        == "letters.yaml:7:10: network.embedding: is missing; a step holds one of 3 symbols, and a network reads each as a row of learned numbers: expected how many, such as `embedding: 16` (in the cell gates.all=sigmoid)"
    )
    #expect(
      message(["task={kind: adding, variant: skip, steps: 12}", "sweep={}"]).hasSuffix(
        "network.embedding: is for symbols, and the task's steps hold numbers alone; leave it out"))
    #expect(
      message(["network.embedding=0"]).hasSuffix(
        "network.embedding: found 0; expected a whole number ≥ 1 and ≤ 16384"))
    let plan = try LetterTask.plan(LetterTask.text, ["sweep={network.embedding: [2, 5]}"])
    let layouts = plan.cells.map { $0.specification.configuration.layout }
    #expect(layouts.map { $0.embedding?.columns } == [2, 5])
    #expect(Set(plan.cells.map(\.id)).count == 2)
  }

  /// By hand: six numbers for each of 6 units and 6 steps, and the row of each of three symbols; the table counts with the
  /// parameters, six times and three times in the state that is kept.
  @Test func theTableTakesMemory() throws {
    let plan = try LetterTask.plan(
      LetterTask.text, ["evaluation={every: 100, modes: [native]}", "telemetry={}", "sweep={}"])
    let memory = RunMemory(plan.cells[0].specification)
    #expect(memory.valuesPerRow == 6 * (6 * 6 + 3) && memory.rows == 40)
    let parameters = 3 * 3 + 4 * 6 * (3 + 6 + 1) + 2 * 7
    #expect(
      memory.bytes
        == Double(4 * (40 * memory.valuesPerRow + 9 * parameters) + 4 * 40 * (6 + 2) + 8 * 6 * 2 * 40))
  }

  /// Noise on what layer 0 reads has addresses for so many numbers.
  @Test func tooManyInputsAreRefused() {
    #expect(
      message(["task={kind: letters, numbers: 2}", "network.embedding=16384", "sweep={}"]).hasSuffix(
        "network.embedding: found 16386 inputs at each step; noise has addresses for at most 16384"))
  }

  /// What a table would need is known before it is made.
  @Test func tooLargeATableIsRefused() {
    #expect(
      message(["task={kind: letters, unused: 1000000000}", "network.embedding=16384", "sweep={}"]).contains(
        "network.embedding: with 1000000003 symbols a run needs about 536 TiB of memory; the limit is 1 TiB"))
  }

  /// A network of symbols is held against its exact gradient, every row of the table with it, and simulated.
  @Test func certificatesAndSimulations() async throws {
    let text = """
      schema: sluice/experiment/v1
      name: certified
      kind: certify
      seed: 5
      task: {kind: letters}
      network: {hidden: 1, embedding: 1}
      gates: {input: {kind: sigmoid}, forget: {kind: bernoulli}, output: {kind: sigmoid}}
      certify: {samples: 2000, examples: 2}
      training: {gradient: {kind: disarm}}

      """
    let plan = try LetterTask.plan(text)
    try await SmallSweep.run(plan, in: folder["c"])
    let rows = try ResultRows("certificate", in: folder["c"]).rows.filter {
      $0["parameter"]?.hasPrefix("embedding[") == true
    }
    #expect(rows.map { $0["parameter"] } == ["embedding[0][0]", "embedding[1][0]", "embedding[2][0]"])
    for row in rows {
      let (bias, error) = (
        try #require(Double(row["bias"] ?? "")), try #require(Double(row["bias_se"] ?? ""))
      )
      #expect(bias.magnitude <= 6 * error + 1e-12)
    }
    #expect(rows.contains { Double($0["exact"] ?? "") != 0 })
    let simulated = """
      schema: sluice/experiment/v1
      name: simulated
      kind: simulate
      seed: 5
      replicates: 20
      task: {kind: letters}
      network: {hidden: 2, embedding: 3}
      gates: {all: {kind: bernoulli}}
      simulation: {sequences: 4}

      """
    _ = try await SmallSweep.bytes(LetterTask.plan(simulated), in: folder, jobs: 2, shares: 1)
    let spelledOut =
      "network.weights={input: {w: [[0, 0]], b: [0]}, forget: {w: [[0, 0]], b: [0]}, candidate: {w: [[0, 0]], b: [0]}, output: {w: [[0, 0]], b: [0]}}"
    #expect(
      message([spelledOut, "network.hidden=1"], text: simulated).hasSuffix(
        "network.weights: spells out no embedding; networks of symbols are drawn, or read from a file"))
  }
}
