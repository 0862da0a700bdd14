import Digest
import Foundation
import Glibc
import Planning
import Running
import Studies
import TestSupport
import Testing

/// Records that cannot be merged: different, damaged, incomplete, another program's, another experiment's.
@Suite struct MergeConflictTests {
  let folder = TemporaryFolder()

  /// Two folders with all nine runs, made one by one.
  private func two(_ overrides: [String] = []) async throws -> ExperimentPlan {
    let plan = try SmallSweep.plan(overrides)
    for name in ["a", "b"] {
      try await SmallSweep.run(plan, in: folder[name])
      try RunStore(folder[name]).scatter()
    }
    return plan
  }

  private func merge(
    _ plan: ExperimentPlan, _ names: [String] = ["a", "b"], into out: String = "merged"
  ) async throws -> FolderMerge.Outcome {
    try Files.makeFolder(folder[out])
    return try await FolderMerge(plan, from: names.map { folder[$0] }, into: RunStore(folder[out])).run()
  }

  private func path(_ plan: ExperimentPlan, _ place: Int, in name: String) -> String {
    RunStore(folder[name]).loosePath(of: plan.runs[place].id)
  }

  private func bytes(_ run: String, in name: String) throws -> [UInt8]? {
    try RunStore(folder[name]).records().bytes(of: run)
  }

  /// Another text in a record, under a checksum that holds.
  private func change(_ old: String, to new: String, in path: String) throws {
    let text = String(decoding: try Files.read(path).dropLast(72), as: UTF8.self)
    let body = text.replacing(old, with: new, maxReplacements: 1)
    #expect(body != text)
    let bytes = Array(body.utf8) + Array("sha256 \(SHA256.hexadecimal(body.utf8))\n".utf8)
    try AtomicFile.write(bytes, to: path)
  }

  @Test func recordsThatDifferAreBothKept() async throws {
    let plan = try await two()
    try change("status completed 30", to: "status completed 31", in: path(plan, 4, in: "b"))
    let changed = try Files.read(path(plan, 4, in: "b"))
    let outcome = try await merge(plan)
    let conflict = try #require(outcome.conflicts?.conflicts.first)
    let run = plan.runs[4].id
    #expect(outcome.conflicts?.conflicts.count == 1 && outcome.copied == 9 && outcome.repeated == 8)
    #expect(conflict.run.hasPrefix(run) && conflict.line == 4)
    #expect(conflict.kept == path(plan, 4, in: "a") && conflict.other == path(plan, 4, in: "b"))
    #expect(
      conflict.lines[0].hasPrefix("status completed 30 ")
        && conflict.lines[1].hasPrefix("status completed 31 "))
    #expect(try bytes(run, in: "merged") == bytes(run, in: "a"))
    #expect(try Files.read(path(plan, 4, in: "b")) == changed)
    // Of the merged folder's own record the other is told apart too.
    let again = try await merge(plan, ["b"])
    #expect(again.conflicts?.conflicts.first?.kept.hasPrefix(folder["merged/records/segment-"]) == true)
    #expect(try bytes(run, in: "merged") == bytes(run, in: "a"))
    let text = try #require(outcome.conflicts?.description)
    #expect(
      text.hasPrefix("1 record differs from another of the same run")
        && text.contains("line 4 of the record is \"status"))
  }

  @Test func anotherTimingIsNoDifference() async throws {
    let plan = try await two()
    try change("timing ", to: "timing 9", in: path(plan, 0, in: "b"))
    let outcome = try await merge(plan)
    #expect(outcome.conflicts == nil && outcome.repeated == 9)
  }

  /// Attachments of the same size and other bytes: the record that says so differs.
  @Test func weightsThatDifferAreAConflict() async throws {
    let plan = try await two(["training.save_weights=selected"])
    let run = plan.runs[2].id
    let weights = folder["b/weights/\(run).safetensors"]
    var bytes = try Files.read(weights)
    let digest = SHA256.hexadecimal(bytes)
    bytes[bytes.count - 1] ^= 1
    try AtomicFile.write(bytes, to: weights)
    // Without its record's word the file is only damaged.
    #expect(try await merge(plan, ["b", "a"], into: "m").damaged.count == 1)
    try change(digest, to: SHA256.hexadecimal(bytes), in: path(plan, 2, in: "b"))
    let outcome = try await merge(plan)
    #expect(outcome.conflicts?.conflicts.first?.lines.allSatisfy { $0.hasPrefix("file weights") } == true)
    #expect(try SHA256.hexadecimal(Files.read(folder["merged/weights/\(run).safetensors"])) == digest)
  }

  @Test(arguments: [0, 50, 200]) func damagedRecordsAreNamedAndTakenElsewhere(length: Int) async throws {
    let plan = try await two()
    #expect(truncate(path(plan, 3, in: "a"), length) == 0)
    let outcome = try await merge(plan)
    #expect(outcome.copied == 9 && outcome.conflicts == nil)
    #expect(outcome.damaged.count == 1)
    #expect(
      outcome.damaged.first
        == "the record of \(plan.runs[3].id) (\(plan.runs[3].cell.name), replicate 0) in '\(folder["a"])' cannot be read"
    )
    #expect(try bytes(plan.runs[3].id, in: "merged") == bytes(plan.runs[3].id, in: "b"))
    #expect(try await merge(plan, ["a"], into: "alone").finished == 8)
    #expect(try bytes(plan.runs[3].id, in: "alone") == nil)
  }

  @Test func aFlippedBitIsDamageAndNoConflict() async throws {
    let plan = try await two()
    let bytes = try Files.read(path(plan, 3, in: "b"))
    for index in stride(from: 0, to: bytes.count, by: 97) {
      var flipped = bytes
      flipped[index] ^= 1 << (index % 8)
      try AtomicFile.write(flipped, to: path(plan, 3, in: "b"))
      let outcome = try await merge(plan)
      #expect(
        outcome.damaged.count == 1 && outcome.conflicts == nil && outcome.finished == 9, "byte \(index)")
    }
  }

  @Test func aDamagedRecordInTheTargetIsReplaced() async throws {
    let plan = try await two(["training.save_weights=selected"])
    _ = try await merge(plan)
    try RunStore(folder["merged"]).scatter()
    #expect(truncate(path(plan, 3, in: "merged"), 50) == 0)
    try Files.remove(folder["merged/weights/\(plan.runs[5].id).safetensors"])
    let outcome = try await merge(plan)
    #expect(outcome.found == 7 && outcome.copied == 2 && outcome.damaged.count == 2)
    #expect(try await merge(plan).found == 9)
  }

  @Test func withoutItsWeightsARecordStaysWhereItIs() async throws {
    let plan = try await two(["training.save_weights=selected"])
    let name = "weights/\(plan.runs[2].id).safetensors"
    try Files.remove(folder["a/\(name)"])
    let outcome = try await merge(plan, ["a"])
    #expect(outcome.copied == 8 && outcome.damaged.count == 1)
    #expect(outcome.damaged.first?.hasPrefix("'\(folder["a/\(name)"])' of \(plan.runs[2].id) (") == true)
    #expect(try bytes(plan.runs[2].id, in: "merged") == nil)
    #expect(try await merge(plan).copied == 1)
  }

  @Test func anotherProgramsRecordsAreNotMixed() async throws {
    let plan = try await two()
    let other = RecordOrigin(numerics: NumericsVersion.current, program: "ab12cd34ef56ab78")
    let record = try #require(try RunStore(folder["b"]).record(of: plan.runs[6].id))
    try RunStore(folder["b"]).replace(
      by:
        RunRecord(run: record.run, origin: other, outcome: record.outcome, timing: record.timing))
    let outcome = try await merge(plan, ["b"])
    let refusal = try #require(outcome.foreign)
    #expect(refusal.folders.map(\.folder) == [folder["b"]])
    #expect(refusal.folders[0].runs.map(\.id) == [plan.runs[6].id])
    #expect(refusal.description.contains("program ab12cd34ef56…") && !refusal.description.contains("--redo"))
    #expect(try outcome.copied == 8 && bytes(plan.runs[6].id, in: "merged") == nil)
    // Nor is one in the merged folder replaced.
    let own = try await merge(plan, ["a"], into: "b")
    #expect(own.foreign?.folders.map(\.folder) == [folder["b"]])
    #expect(try RunStore(folder["b"]).record(of: plan.runs[6].id)?.origin == other)
  }

  @Test func recordsOfOtherRunsAreCountedAndLeft() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(SmallSweep.plan(["replicates=4"]), in: folder["a"])
    let outcome = try await merge(plan, ["a"])
    #expect(outcome.copied == 9)
    #expect(outcome.strangers.map(\.folder) == [folder["a"]] && outcome.strangers.map(\.records) == [3])
    #expect(try RunStore(folder["merged"]).runs().count == 9)
  }
}
