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
        tables: ResultTables.files(.standard), redoes: redoes,
        earlier: { kept in
          try SmallSweep.plan(
            kept.plan.overrides, text: String(decoding: kept.experiment, as: UTF8.self)
          ).runs.map(\.id)
        }
      ) { _ in [] })
  }

  /// A record of the first run of an experiment, by this version.
  private func saveARecord(_ overrides: [String] = [], by origin: RecordOrigin = .current) throws -> String {
    let run = try SmallSweep.plan(overrides).runs[0].id
    try RunStore(folder["r"]).save(
      RunRecord(
        run: run, origin: origin,
        outcome: RunOutcome(status: .completed, updates: 1, selectedUpdate: 1, tables: []),
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
    #expect(try RunStore(folder["r"]).record(of: run) != nil)
    #expect(try PlanFolder(folder["r"]).load().plan.numerics == "sluice/numerics/v0")
    // The record stands for one whose id is made with the other version.
    let stranger = try saveARecord(["seed=9"], by: RecordOrigin(numerics: "sluice/numerics/v0"))
    try claim(redoes: true)
    #expect(try PlanFolder(folder["r"]).load().plan.numerics == NumericsVersion.current)
    #expect(try RunStore(folder["r"]).record(of: stranger) == nil)
  }

  @Test func ofTwoThatClaimAtOnceOneGetsTheFolder() async throws {
    for round in 0..<40 {
      let results = folder["race\(round)"]
      let outcomes = try await withThrowingTaskGroup(of: (seed: Int, isRefused: Bool).self) { group in
        for seed in [8, 9] {
          let text = SmallSweep.text.replacing("seed: 7", with: "seed: \(seed)")
          let plan = try file(text)
          let runs = try SmallSweep.plan(["seed=\(seed)"]).runs.map(\.id)
          group.addTask {
            do {
              try PlanFolder(results).claim(
                PlanFolder.Claim(
                  plan, experiment: Array(text.utf8), runs: runs, tables: ResultTables.files(.standard)
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
      let kept = try String(decoding: Files.read(results + "/experiment.yaml"), as: UTF8.self)
      #expect(kept.contains("seed: \(winners[0].seed)\n"))
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
      ("training.updates=31", "training.updates"), ("seed=8", "seed"),
      ("training.optimizer.learning_rate=0.1", "training.optimizer.learning_rate"),
      ("task.steps=13", "task.steps"), ("telemetry.gates=false", "telemetry.gates"),
    ] {
      let error = #expect(throws: PlanFolder.Taken.self) { try claim(SmallSweep.text, [override]) }
      #expect(error?.differences.map(\.key) == [key])
    }
    try claim(SmallSweep.uncompared)
    let others = #expect(throws: PlanFolder.Taken.self) {
      try claim(SmallSweep.uncompared, ["sweep.gates.all=[{kind: g2}, {kind: hard_sigmoid}]"])
    }
    #expect(others?.differences.map(\.key) == ["sweep.gates.all"])
    let error = #expect(throws: PlanFolder.Taken.self) {
      try claim(SmallSweep.text, ["seed=8", "replicates=4"])
    }
    #expect(
      error?.description
        == "'\(folder["r"])' holds the results of another experiment, with no run in common: it would change "
        + "replicates from 3 to 4, seed from \"7\" to \"8\"; choose another folder with --out")
  }

  /// More replicates, values and axes, or fewer, are the same experiment as long as one run is: the newer file is remembered.
  @Test(arguments: [
    "replicates=4", "replicates=1", "gates.label=mine",
    "sweep.gates.all=[{kind: sigmoid}, {kind: g2}]", "sweep={gates.all: [{kind: sigmoid}]}",
    "sweep={gates.all: [{kind: sigmoid}], network.hidden: [5, 6]}",
    "sweep={gates.all: [{kind: sigmoid}], training.batch: [16, 8]}",
  ])
  func anExperimentGrowsAndShrinks(override: String) throws {
    let (before, after) = (SmallSweep.uncompared, [override])
    try claim(before)
    try claim(before, after)
    #expect(try PlanFolder(folder["r"]).load().plan == file(before, after))
    #expect(try PlanFolder(folder["r"]).holds(file(before, after)))
    try claim(before)
    #expect(try !PlanFolder(folder["r"]).holds(file(before, after)))
  }

  /// Runs of this version that the plan no longer has are kept when those of another are done anew.
  @Test func redoingKeepsWhatIsAside() throws {
    try claim()
    let aside = try saveARecord(["replicates=1", "seed=9"])
    try claim(redoes: true)
    #expect(try RunStore(folder["r"]).record(of: aside) != nil)
  }

  /// Whoever comes last, plan and file are of one experiment.
  @Test func ofTwoThatChangeItAtOnceOneHasTheLastWord() async throws {
    let texts = (1...4).map { SmallSweep.text.replacing("replicates: 3", with: "replicates: \($0)") }
    try claim(texts[0])
    for _ in 0..<20 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for text in texts { group.addTask { try claim(text) } }
        try await group.waitForAll()
      }
      let kept = try PlanFolder(folder["r"]).load()
      #expect(texts.contains(String(decoding: kept.experiment, as: UTF8.self)))
    }
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
    #expect(throws: PlanFolder.Missing.self) { _ = try results.load().data.bytes("d.csv") }
    try claim()
    #expect(try results.load().data.bytes("d.csv") == bytes)
  }

  @Test func anEmptyFolderHoldsNothing() {
    let error = #expect(throws: PlanFolder.Missing.self) { _ = try PlanFolder(folder["none"]).load() }
    #expect(error?.isDamaged == false)
  }
}
