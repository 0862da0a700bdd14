import Digest
import Foundation
import Planning
import Running
import TestSupport

/// A results folder that is computed, changed, and verified.
struct VerifiedFolder {
  /// All that runs leave behind: weights, predictions, rows beside their records.
  static let everything = [
    "training.save_weights=selected", "evaluation.predictions=[test]",
    "telemetry.units={split: validation, examples: 2}",
  ]

  private let folder = TemporaryFolder()

  /// A folder of three cells and three replicates with ``everything``, computed once for all tests.
  private static let original = Task {
    let folder = VerifiedFolder()
    try await SmallSweep.run(SmallSweep.plan(everything), in: folder.path)
    return folder
  }

  /// A copy of the folder with ``everything``.
  static func computed() async throws -> VerifiedFolder {
    let folder = VerifiedFolder()
    try FileManager.default.copyItem(atPath: await original.value.path, toPath: folder.path)
    return folder
  }

  var path: String { folder["r"] }
  var store: RunStore { RunStore(path) }
  subscript(name: String) -> String { folder["r/\(name)"] }

  func verify(
    _ plan: ExperimentPlan, _ scope: VerificationScope = .all, jobs: Int = 1
  ) async throws -> VerificationResult {
    try await Verification(
      plan, store: store, jobs: jobs, progress: Progress(.quiet, write: { _ in })
    ).run(scope)
  }

  /// The SHA-256 of every file, by name.
  func digests() throws -> [String: String] {
    var digests: [String: String] = [:]
    for name in FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? [] {
      guard let bytes = try? Files.read(self[name]) else { continue }
      digests[name] = SHA256.hexadecimal(bytes)
    }
    return digests
  }

  func lines(_ name: String) throws -> [String] {
    String(decoding: try Files.read(self[name]), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func write(_ lines: [String], to name: String) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: self[name]))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
  }

  /// Changes a file's lines.
  func change(_ name: String, _ change: (inout [String]) -> Void) throws {
    var lines = try lines(name)
    change(&lines)
    try write(lines, to: name)
  }

  /// Changes the lines of a record, under a checksum that holds.
  func changeRecord(_ run: String, _ change: (inout [String]) -> Void) throws {
    try store.scatter()
    let name = recordName(run)
    var lines = try lines(name).dropLast().map { $0 }
    change(&lines)
    let body = lines.map { $0 + "\n" }.joined()
    try write(lines + ["sha256 \(SHA256.hexadecimal(body.utf8))"], to: name)
  }

  func recordName(_ run: String) -> String { "records/\(run.dropFirst(2).prefix(2))/\(run)" }
}
