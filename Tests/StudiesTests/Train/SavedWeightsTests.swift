import Arrays
import Digest
import Interchange
import Planning
import Running
import Studies
import TestSupport
import Testing

/// `training.save_weights`: the parameters of the update that counts, in a file of the run's own.
@Suite struct SavedWeightsTests {
  let folder = TemporaryFolder()

  private static let selected = [
    "training.save_weights=selected", "sweep.gates.all=[{kind: bernoulli}, {kind: sigmoid}]",
  ]

  /// The weights of a run in a results folder.
  private func weights(_ name: String, _ run: RunSpecification) throws -> Safetensors {
    let path = folder["\(name)/weights/\(run.id).safetensors"]
    return try Safetensors(Files.read(path), file: path)
  }

  private func selectedUpdates(_ name: String) throws -> [Int] {
    try ResultRows("runs", in: folder[name]).rows.map { try #require(Int($0["selected_update"] ?? "")) }
  }

  /// A run that stops at the selected update ends with the parameters that the longer run has saved.
  @Test(arguments: ["float32", "float64"]) func theSelectedUpdateIsSaved(precision: String) async throws {
    let plan = try SmallSweep.plan(Self.selected + ["precision=\(precision)", "evaluation.every=5"])
    try await SmallSweep.run(plan, in: folder["r"])
    let updates = try selectedUpdates("r")
    let between = zip(plan.runs, updates).filter { 0 < $0.1 && $0.1 < 30 }
    try #require(!between.isEmpty)
    for (run, update) in between.prefix(2) {
      let short = try SmallSweep.plan(
        [
          "training.save_weights=last", "training.updates=\(update)", "precision=\(precision)", "sweep={}",
          "gates.all={kind: \(run.cell.coordinates[0].label)}", "telemetry={}",
        ], text: SmallSweep.uncompared)
      try await SmallSweep.run(short, in: folder["s\(run.id)"])
      let (long, end) = (try weights("r", run), try weights("s\(run.id)", short.runs[run.replicate]))
      #expect(long.entries == end.entries)
      #expect(long.metadata["sluice.update"] == String(update))
      #expect(long.metadata["sluice.run"] == run.id)
      #expect(long.metadata["gates.forget"] == run.cell.coordinates[0].label)
      #expect(long["weight_ih_l0"]?.type == (precision == "float32" ? .float32 : .float64))
    }
  }

  @Test func theManifestVouchesForThem() async throws {
    let plan = try SmallSweep.plan(Self.selected)
    try await SmallSweep.run(plan, in: folder["r"])
    let manifest = String(decoding: try Files.read(folder["r/manifest.json"]), as: UTF8.self)
    for run in plan.runs {
      let bytes = try Files.read(folder["r/weights/\(run.id).safetensors"])
      #expect(manifest.contains("weights/\(run.id).safetensors"))
      #expect(manifest.contains(SHA256.hexadecimal(bytes)))
    }
    #expect(try Files.names(in: folder["r/weights"]).count == plan.runs.count)
  }

  /// Jobs, shares and order cannot be seen; a weights file that is lost or changed is made again with the same bytes.
  @Test func theyAreTheSameHoweverTheyAreMade() async throws {
    let plan = try SmallSweep.plan(Self.selected)
    let digests = try await SmallSweep.bytes(plan, in: folder, jobs: 3, shares: 2)
    let path = folder["one/weights/\(plan.runs[1].id).safetensors"]
    let bytes = try Files.read(path)
    try Files.remove(path)
    try OutputFile(creating: path).write(Array(bytes.dropLast()))
    try Files.remove(folder["one/weights/\(plan.runs[4].id).safetensors"])
    let outcome = try await SmallSweep.run(plan, in: folder["one"])
    #expect(outcome.done == 2 && outcome.found == plan.runs.count - 2)
    #expect(try Files.read(path) == bytes)
    #expect(try SmallSweep.digests(folder["one"]) == digests)
  }

  /// What saves nothing leaves nothing, and keeps its ids; saving is another experiment.
  @Test func nothingIsSavedUnlessAskedFor() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder["r"])
    #expect(!Files.exists(folder["r/weights"]))
    #expect(try SmallSweep.plan(["training.save_weights=none"]).runs.map(\.id) == plan.runs.map(\.id))
    #expect(try SmallSweep.plan(["training.save_weights=last"]).runs[0].id != plan.runs[0].id)
  }

  @Test func aDivergedRunSavesNothing() async throws {
    let plan = try SmallSweep.plan(
      Self.selected + ["training.optimizer={kind: sgd, learning_rate: 1e30}", "training.clip_norm=1e30"])
    try await SmallSweep.run(plan, in: folder["r"])
    #expect(try ResultRows("runs", in: folder["r"]).rows.allSatisfy { $0["status"] == "diverged" })
    #expect(!Files.exists(folder["r/weights"]))
  }
}
