import Digest
import Foundation
import Planning
import Running
import Studies
import TestSupport
import Testing

/// Folders of one experiment become the folder of the single run, and stay as they are.
@Suite struct FolderMergeTests {
  let folder = TemporaryFolder()

  private static let situations: [[String]] = [
    [], ["training.save_weights=selected", "training.weights=separate"],
    ["training.save_weights=selected", "training.weights=packed"],
    ["telemetry={units: {split: test, examples: 2}, gates: true}"],
    ["telemetry={units: {split: test, examples: 2}}", "training.save_weights=selected"],
  ]

  /// Runs each share of a plan in a folder of its own.
  private func share(_ plan: ExperimentPlan, among count: Int) async throws -> [String] {
    var folders: [String] = []
    for number in 1...count {
      folders.append(folder["share\(number)"])
      try await SmallSweep.run(plan, in: folders[number - 1], shard: Shard(number: number, count: count)!)
    }
    return folders
  }

  @discardableResult
  private func merge(
    _ plan: ExperimentPlan, _ folders: [String], into out: String, jobs: Int = 2
  ) async throws -> FolderMerge.Outcome {
    try Files.makeFolder(out)
    let store = RunStore(out)
    let outcome = try await FolderMerge(plan, from: folders, into: store, jobs: jobs).run()
    if outcome.conflicts == nil, outcome.foreign == nil {
      try ResultTables(plan, store: store, provenance: Provenance(arguments: [])).write()
    }
    return outcome
  }

  /// The bytes of every file in a folder, by its path there.
  private func contents(_ path: String) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      if !isFolder.boolValue { contents[name] = try Files.read("\(path)/\(name)") }
    }
    return contents
  }

  /// The SHA-256 of every stable file, and of every record without the seconds that its run took.
  private func lasting(_ path: String) throws -> [String: String] {
    var digests = try RunStore(path).lastingDigests()
    for (name, bytes) in try contents(path) where !SmallTraining.volatile.contains(name) {
      if !name.hasPrefix("records/segment-") { digests[name] = SHA256.hexadecimal(bytes) }
    }
    return digests
  }

  @Test(arguments: situations, [2, 8]) func sharesBecomeTheSingleRun(overrides: [String], count: Int)
    async throws
  {
    let plan = try SmallSweep.plan(overrides)
    try await SmallSweep.run(plan, in: folder["one"])
    let shares = try await share(plan, among: count)
    let before = try shares.map(contents)
    let outcome = try await merge(plan, shares.reversed(), into: folder["merged"])
    #expect(outcome.copied == 9 && outcome.found == 0 && outcome.repeated == 0 && outcome.damaged.isEmpty)
    #expect(try lasting(folder["merged"]) == lasting(folder["one"]))
    #expect(try shares.map(contents) == before)
  }

  /// The forecasts of the final networks, of an experiment that reads data.
  @Test func predictionsAreMergedToo() async throws {
    let rows = (0..<60).map { "\($0 * $0 % 7)" }.joined(separator: "\n")
    let plan = try SmallSweep.plan(
      ["evaluation.predictions=[test]"], text: SmallSweep.forecastText, data: ["d.csv": "a\n\(rows)\n"])
    try await SmallSweep.run(plan, in: folder["one"])
    let shares = try await share(plan, among: 2)
    try await merge(plan, shares, into: folder["merged"])
    let files = try lasting(folder["one"])
    #expect(files["predictions.csv"] != nil)
    #expect(try lasting(folder["merged"]) == files)
  }

  /// A record keeps its bytes, the seconds included; of several equal ones it is the first folder's.
  @Test func theFirstFoldersRecordIsKept() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder["a"], shard: Shard(number: 1, count: 2)!)
    try await SmallSweep.run(plan, in: folder["b"])
    let outcome = try await merge(plan, [folder["a"], folder["b"], folder["a"]], into: folder["merged"])
    #expect(outcome.copied == 9 && outcome.repeated == 10 && outcome.conflicts == nil)
    for (place, run) in plan.runs.enumerated() {
      let kept = place % 2 == 0 ? "a" : "b"
      let bytes = try RunStore(folder["merged"]).records().bytes(of: run.id)
      #expect(try bytes == RunStore(folder[kept]).records().bytes(of: run.id))
    }
    let again = try await merge(plan, [folder["b"]], into: folder["merged"])
    #expect(again.copied == 0 && again.found == 9 && again.repeated == 9)
  }

  @Test func oneOfTheFoldersMayBeTheTarget() async throws {
    let plan = try SmallSweep.plan(["training.save_weights=selected"])
    try await SmallSweep.run(plan, in: folder["one"])
    let shares = try await share(plan, among: 3)
    let own = try contents(shares[1])
    let outcome = try await merge(plan, shares, into: shares[1] + "/")
    #expect(outcome.copied == 6 && outcome.found == 3 && outcome.repeated == 0)
    #expect(try lasting(shares[1]) == lasting(folder["one"]))
    for (name, bytes) in own where name.hasPrefix("records/") {
      #expect(try Files.read("\(shares[1])/\(name)") == bytes)
    }
  }

  /// Weights lie where the plan that writes the tables has them, wherever they lay.
  @Test func packedAndSeparateWeightsMeet() async throws {
    let saved = "training.save_weights=selected"
    let plans = try ["separate", "packed"].map { try SmallSweep.plan([saved, "training.weights=\($0)"]) }
    for (number, plan) in plans.enumerated() {
      try await SmallSweep.run(plan, in: folder["one\(number)"])
      try await SmallSweep.run(
        plan, in: folder["share\(number)"], shard: Shard(number: number + 1, count: 2)!)
    }
    for (number, plan) in plans.enumerated() {
      try await merge(plan, [folder["share0"], folder["share1"]], into: folder["merged\(number)"])
      #expect(try lasting(folder["merged\(number)"]) == lasting(folder["one\(number)"]))
    }
  }

  /// Whatever a killed merge left out of the way, and whatever of its files a loss of power took.
  @Test func aMergeThatWasStoppedGoesOn() async throws {
    let plan = try SmallSweep.plan(["training.save_weights=selected"])
    let shares = try await share(plan, among: 2)
    try await merge(plan, shares, into: folder["merged"])
    let expected = try lasting(folder["merged"])
    let runs = plan.runs.map(\.id)
    for name in runs + expected.keys.sorted().filter({ $0.hasPrefix("weights/r-") }) {
      if name.hasPrefix("r-") {
        try RunStore(folder["merged"]).scatter()
        try Files.remove(RunStore(folder["merged"]).loosePath(of: name))
      } else {
        try Files.remove(folder["merged/\(name)"])
      }
      let outcome = try await merge(plan, shares, into: folder["merged"])
      #expect(outcome.copied == 1 && outcome.found == 8, "\(name)")
      try RunStore(folder["merged"]).scatter()
      #expect(try loose(lasting(folder["merged"])) == loose(expected), "\(name)")
    }
  }

  /// Digests without those of records in files of their own, which are in segments elsewhere.
  private func loose(_ digests: [String: String]) -> [String: String] {
    digests.filter { !$0.key.hasPrefix("records/") }
  }

  @Test func aCancelledMergeGoesOn() async throws {
    let plan = try SmallSweep.plan()
    let shares = try await share(plan, among: 2)
    try await SmallSweep.run(plan, in: folder["one"])
    let merged = folder["merged"]
    let work = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await merge(plan, shares, into: merged)
    }
    await #expect(throws: CancellationError.self) { _ = try await work.value }
    try await merge(plan, shares, into: merged)
    #expect(try lasting(merged) == lasting(folder["one"]))
  }

  @Test func severalMergesIntoOneFolderAgree() async throws {
    let plan = try SmallSweep.plan(["training.save_weights=selected"])
    try await SmallSweep.run(plan, in: folder["one"])
    let shares = try await share(plan, among: 4)
    for round in 0..<10 {
      let merged = folder["merged\(round)"]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for turn in 0..<4 {
          group.addTask {
            let outcome = try await merge(plan, Array(shares[turn...] + shares[..<turn]), into: merged)
            #expect(outcome.finished == 9 && outcome.damaged.isEmpty && outcome.conflicts == nil)
          }
        }
        try await group.waitForAll()
      }
      #expect(try lasting(merged) == lasting(folder["one"]))
    }
  }
}
