import Arrays
import Digest
import Planning
import Running
import Studies
import TestSupport
import Testing

/// `training.weights`: saved weights many to a file.
@Suite struct PackedWeightsTests {
  let folder = TemporaryFolder()

  private static let saved = [
    "training.save_weights=selected", "sweep.gates.all=[{kind: bernoulli}, {kind: sigmoid}]",
  ]
  private static let packed = saved + ["training.weights=packed"]

  private func pack(_ name: String) throws -> Safetensors {
    let path = folder["\(name)/weights/pack-0000.safetensors"]
    return try Safetensors(Files.read(path), file: path)
  }

  /// The same runs and records, and every file comes out of the pack as it lies alone.
  @Test func theyAreTheSameWeights() async throws {
    let (separate, packed) = (try SmallSweep.plan(Self.saved), try SmallSweep.plan(Self.packed))
    #expect(separate.runs.map(\.id) == packed.runs.map(\.id))
    try await SmallSweep.run(separate, in: folder["s"])
    try await SmallSweep.run(packed, in: folder["p"])
    #expect(try Files.names(in: folder["p/weights"]) == ["pack-0000.safetensors"])
    let found = SafetensorsPack.files(of: try pack("p"))
    #expect(Set(found.keys) == Set(separate.runs.map(\.id)))
    for run in separate.runs {
      #expect(try found[run.id]?.bytes == Files.read(folder["s/weights/\(run.id).safetensors"]))
    }
    // In the order of the plan.
    let first = try pack("p").names.compactMap { $0.split(separator: ".").first.map(String.init) }
    #expect(first.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } } == packed.runs.map(\.id))
    for table in ["runs.csv", "measurements.csv", "summary.csv"] {
      #expect(try Files.read(folder["s/\(table)"]) == Files.read(folder["p/\(table)"]))
    }
  }

  @Test func theManifestVouchesForThePack() async throws {
    try await SmallSweep.run(try SmallSweep.plan(Self.packed), in: folder["p"])
    let manifest = String(decoding: try Files.read(folder["p/manifest.json"]), as: UTF8.self)
    let digest = SHA256.hexadecimal(try Files.read(folder["p/weights/pack-0000.safetensors"]))
    #expect(manifest.contains("weights/pack-0000.safetensors") && manifest.contains(digest))
    #expect(!manifest.contains("weights/r-"))
  }

  /// Jobs, shares and order cannot be seen; what is lost or changed beside a record is made again, and a pack is written anew.
  @Test func theyAreTheSameHoweverTheyAreMade() async throws {
    let plan = try SmallSweep.plan(Self.packed)
    let digests = try await SmallSweep.bytes(plan, in: folder, jobs: 3, shares: 2)
    let bytes = try pack("one").bytes
    #expect(try pack("jobs").bytes == bytes && pack("s").bytes == bytes)
    func kept(_ index: Int) -> String {
      let run = plan.runs[index].id
      return folder["one/records/\(run.dropFirst(2).prefix(2))/\(run).weights.safetensors"]
    }
    try Files.remove(kept(1))
    let other = try Files.read(kept(4))
    try Files.remove(kept(4))
    try OutputFile(creating: kept(4)).write(Array(other.dropLast()))
    try Files.remove(folder["one/weights/pack-0000.safetensors"])
    let outcome = try await SmallSweep.run(plan, in: folder["one"])
    #expect(outcome.done == 2 && outcome.found == plan.runs.count - 2)
    #expect(try pack("one").bytes == bytes)
    #expect(try SmallSweep.digests(folder["one"]) == digests)
  }

  /// A part of the runs makes a pack of that part.
  @Test func aShareMakesAPackOfItsOwn() async throws {
    let plan = try SmallSweep.plan(Self.packed)
    try await SmallSweep.run(plan, in: folder["p"], shard: try #require(Shard(number: 1, count: 3)))
    let runs = Set(SafetensorsPack.files(of: try pack("p")).keys)
    #expect(runs.count == 2 && runs.isSubset(of: plan.runs.map(\.id)))
  }

  /// A folder that packs now and did not before, and the other way round: nothing is done again, nothing lies twice.
  @Test func aFolderCanChange() async throws {
    let (separate, packed) = (try SmallSweep.plan(Self.saved), try SmallSweep.plan(Self.packed))
    try await SmallSweep.run(separate, in: folder["r"])
    let before = try SmallSweep.digests(folder["r"])
    let names = separate.runs.map { "\($0.id).safetensors" }.sorted()
    #expect(try Files.names(in: folder["r/weights"]).sorted() == names)
    #expect(try await SmallSweep.run(packed, in: folder["r"]).done == 0)
    #expect(try Files.names(in: folder["r/weights"]) == ["pack-0000.safetensors"])
    // A pack of an earlier, larger plan goes.
    try OutputFile(creating: folder["r/weights/pack-0001.safetensors"]).close()
    #expect(try await SmallSweep.run(packed, in: folder["r"]).done == 0)
    #expect(try Files.names(in: folder["r/weights"]) == ["pack-0000.safetensors"])
    #expect(try await SmallSweep.run(separate, in: folder["r"]).done == 0)
    #expect(try Files.names(in: folder["r/weights"]).sorted() == names)
    #expect(try SmallSweep.digests(folder["r"]) == before)
  }

  /// By default from a thousand runs on; said, it holds for any number.
  @Test func theDefaultGoesByTheNumberOfRuns() throws {
    func isPacked(_ overrides: String...) throws -> Bool {
      TrainStudy.pack(of: try SmallSweep.plan(Self.saved + overrides)) != nil
    }
    #expect(try !isPacked("replicates=499") && isPacked("replicates=500"))
    #expect(try isPacked("training.weights=packed"))
    #expect(try !isPacked("replicates=500", "training.weights=separate"))
  }

  @Test(arguments: [
    (["training.weights=packed"], "is for saved weights, and none are; add save_weights: selected"),
    (saved + ["training.weights=pack"], "found 'pack'"),
    (saved + ["sweep.training.weights=[packed, separate]"], "concerns the whole experiment"),
  ])
  func whatIsRefused(_ overrides: [String], _ message: String) {
    let error = #expect(throws: ExperimentErrors.self) { _ = try SmallSweep.plan(overrides) }
    #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
  }
}
