import DataReading
import Digest
import Planning
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

@Suite struct PlanFolderTests {
  let folder = TemporaryFolder()

  private func file(_ text: String = SmallSweep.text, _ overrides: [String] = []) throws -> PlanFile {
    let experiment = try Experiment(
      ExperimentFile(name: "a b.yaml", bytes: Array(text.utf8)), overrides: overrides)
    return PlanFile(experiment, overrides: overrides, data: [], outline: ExperimentOutline(experiment))
  }

  private func claim(
    _ text: String = SmallSweep.text, _ overrides: [String] = [], redoes: Bool = false
  ) throws {
    let plan = try SmallSweep.plan(overrides, text: text)
    try PlanFolder(folder["r"]).claim(
      PlanFolder.Claim(
        try file(text, overrides), experiment: Array(text.utf8), runs: plan.runs.lazy.map(\.id),
        tables: ResultTables.files(.standard), redoes: redoes
      ) { _ in [] })
  }

  /// A record of the first run of an experiment, by this version.
  private func saveARecord(_ overrides: [String] = []) throws -> String {
    let run = try SmallSweep.plan(overrides).runs[0].id
    try RunStore(folder["r"]).save(
      RunRecord(
        run: run, outcome: RunOutcome(status: .completed, updates: 1, selectedUpdate: 1, tables: []),
        timing: .init(wallSeconds: 0, processorSeconds: 0)))
    return run
  }

  @Test func withoutAPlanTheRecordsTellWhoseTheFolderIs() throws {
    for damage in ["missing", "damaged"] {
      try claim()
      _ = try saveARecord()
      try AtomicFile.write("mine".utf8, to: folder["r/runs.csv"])
      try Files.remove(folder["r/plan"])
      if damage == "damaged" { try AtomicFile.write("sluice/plan".utf8, to: folder["r/plan"]) }
      let error = #expect(throws: PlanFolder.Taken.self) { try claim(SmallSweep.text, ["seed=8"]) }
      #expect(error?.records.count == 1)
      try claim()
      #expect(try PlanFolder(folder["r"]).load().plan == file())
    }
  }

  @Test func recordsOfAnotherVersionAreNotExtended() throws {
    try claim()
    let run = try saveARecord()
    let body = try String(decoding: Files.read(folder["r/plan"]).dropLast(72), as: UTF8.self)
      .replacing(NumericsVersion.current, with: "sluice/numerics/v0").utf8
    try AtomicFile.write(
      Array(body) + Array("sha256 \(SHA256.hexadecimal(body))\n".utf8), to: folder["r/plan"])
    let error = #expect(throws: PlanFolder.OtherVersion.self) { try claim() }
    #expect(error?.runs == 1 && error?.found == "sluice/numerics/v0")
    #expect(error?.description.contains("--redo") == true)
    #expect(Files.exists(RunStore(folder["r"]).path(of: run)))
    #expect(try PlanFolder(folder["r"]).load().plan.numerics == "sluice/numerics/v0")
    // The record stands for one whose id is made with the other version.
    let stranger = try saveARecord(["seed=9"])
    try claim(redoes: true)
    #expect(try PlanFolder(folder["r"]).load().plan.numerics == NumericsVersion.current)
    #expect(!Files.exists(RunStore(folder["r"]).path(of: stranger)))
  }

  @Test func ofTwoThatClaimAtOnceOneGetsTheFolder() async throws {
    for round in 0..<40 {
      let results = folder["race\(round)"]
      let outcomes = try await withThrowingTaskGroup(of: (seed: Int, isRefused: Bool).self) { group in
        for seed in [8, 9] {
          let plan = try file(SmallSweep.text, ["seed=\(seed)"])
          let runs = try SmallSweep.plan(["seed=\(seed)"]).runs.map(\.id)
          group.addTask {
            do {
              try PlanFolder(results).claim(
                PlanFolder.Claim(
                  plan, experiment: [UInt8(seed)], runs: runs, tables: ResultTables.files(.standard)
                ) {
                  _ in []
                })
              return (seed, false)
            } catch is PlanFolder.Taken { return (seed, true) }
          }
        }
        var outcomes: [(seed: Int, isRefused: Bool)] = []
        for try await outcome in group { outcomes.append(outcome) }
        return outcomes
      }
      let winners = outcomes.filter { !$0.isRefused }
      try #require(winners.count == 1)
      #expect(try Files.read(results + "/experiment.yaml") == [UInt8(winners[0].seed)])
      #expect(try Files.names(in: results) == ["experiment.yaml", "plan"])
    }
  }

  @Test func theBytesReadBack() throws {
    let plan = try file(SmallSweep.text, ["training.updates=20", "name=x\\\"y"].dropLast())
    #expect(PlanFile(bytes: plan.bytes) == plan)
  }

  @Test func cutOrFlippedAnywhereItIsNotThere() throws {
    let bytes = try file().bytes
    for length in bytes.indices { #expect(PlanFile(bytes: Array(bytes.prefix(length))) == nil) }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << (index % 8)
      #expect(PlanFile(bytes: damaged) == nil, "byte \(index)")
    }
  }

  @Test func anotherExperimentIsRefusedWithItsKeys() throws {
    try claim()
    for (override, key) in [
      ("training.updates=31", "training.updates"), ("seed=8", "seed"), ("replicates=4", "replicates"),
      ("sweep.gates.all=[{kind: sigmoid},{kind: bernoulli}]", "sweep.gates.all"),
      ("training.optimizer.learning_rate=0.1", "training.optimizer.learning_rate"),
      ("task.steps=13", "task.steps"), ("telemetry.gates=false", "telemetry.gates"),
    ] {
      let error = #expect(throws: PlanFolder.Taken.self) { try claim(SmallSweep.text, [override]) }
      #expect(error?.differences == [key])
    }
    let error = #expect(throws: PlanFolder.Taken.self) {
      try claim(SmallSweep.text, ["seed=8", "replicates=4"])
    }
    #expect(
      error?.description
        == "'\(folder["r"])' holds the results of another experiment, which differs in replicates, seed; "
        + "choose another folder with --out")
  }

  @Test(arguments: [
    ("name: small", "name: other"), ("seed: 7", "# a comment\nseed: 7"),
    ("seed: 7", "question: Why?\nseed: 7"),
    ("metric: test.native.mse", "metric: test.sample.mse"),
    ("seed: 7\nreplicates: 3", "replicates: 3\nseed: 7"),
    ("{hidden: 5}", "{hidden: 5, layers: 1}"),
  ])
  func whatCannotChangeAResultMayDiffer(old: String, new: String) throws {
    try claim()
    let text = SmallSweep.text.replacing(old, with: new)
    #expect(text != SmallSweep.text)
    try claim(text)
    #expect(try PlanFolder(folder["r"]).load().experiment == Array(text.utf8))
  }

  @Test func aDamagedFolderSaysSoAndIsMended() throws {
    try claim()
    let plan = folder["r/plan"]
    try AtomicFile.write(Files.read(plan).dropLast(), to: plan)
    let error = #expect(throws: PlanFolder.Missing.self) { _ = try PlanFolder(folder["r"]).load() }
    #expect(error?.isDamaged == true)
    try claim()
    #expect(try PlanFolder(folder["r"]).load().plan == file())
    try AtomicFile.write([1], to: folder["r/experiment.yaml"])
    #expect(throws: PlanFolder.Missing.self) { _ = try PlanFolder(folder["r"]).load() }
    try claim()
    #expect(try PlanFolder(folder["r"]).load().plan == file())
  }

  @Test(arguments: ["experiment.yaml", "runs.csv", "trace.csv", "certificate.csv", "manifest.json"])
  func somebodyElsesFilesAreNotWrittenOver(name: String) throws {
    try Files.makeFolder(folder["r"])
    try AtomicFile.write("mine".utf8, to: folder["r/\(name)"])
    let error = #expect(throws: PlanFolder.Occupied.self) { try claim() }
    #expect(error?.path == folder["r/\(name)"])
    #expect(try Files.read(folder["r/\(name)"]) == Array("mine".utf8))
    #expect(!Files.exists(folder["r/plan"]))
  }

  @Test func aFolderThatWasLeftHalfMadeIsMended() throws {
    try claim()
    try Files.remove(folder["r/experiment.yaml"])
    try claim()
    #expect(try PlanFolder(folder["r"]).load().plan == file())
  }

  @Test func aDamagedCopyOfTheDataIsMended() throws {
    let bytes = Array(("a\n" + (0..<40).map { "\($0 * $0 % 7)\n" }.joined()).utf8)
    let file = ExperimentFile(name: "e.yaml", bytes: Array(SmallSweep.forecastText.utf8))
    let experiment = try Experiment(file)
    let data = try ExperimentPlan(experiment, files: FileReader { _ in bytes }).dataFiles
    let outline = ExperimentOutline(experiment, data: data)
    let plan = PlanFile(experiment, overrides: [], data: data, outline: outline)
    let results = PlanFolder(folder["r"])
    func claim() throws {
      try results.claim(
        PlanFolder.Claim(
          plan, experiment: experiment.file.bytes, runs: [String](), tables: ResultTables.files(.standard)
        ) { _ in bytes })
    }
    try claim()
    try AtomicFile.write([0x61], to: folder["r/data/\(data[0].sha256)"])
    #expect(throws: PlanFolder.Missing.self) { _ = try results.load().data("d.csv") }
    try claim()
    #expect(try results.load().data("d.csv") == bytes)
  }

  @Test func anEmptyFolderHoldsNothing() {
    let error = #expect(throws: PlanFolder.Missing.self) { _ = try PlanFolder(folder["none"]).load() }
    #expect(error?.isDamaged == false)
  }
}
