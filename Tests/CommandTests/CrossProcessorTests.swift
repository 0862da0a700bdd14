import Foundation
import Testing

/// Guarantee G2: the same bytes on another processor.
///
/// The same small experiments run with the fastest kernels, with each kernel path forced, with the portable path on a C library that is kept
/// from its FMA variants, and under qemu as a 2008 processor without AVX. All tables must agree.
@Suite(.serialized) struct CrossProcessorTests {
  static let experiments = ["train-small", "train-reference", "train-adding"]

  @Test(arguments: experiments)
  func withoutFusedMultiplyAdd(name: String) throws {
    let environment = ["SLUICE_KERNELS": "portable", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"]
    try #expect(tables(name, environment: environment) == tables(name, environment: [:]))
  }

  @Test(arguments: ["avx2", "avx512"])
  func onEveryKernelPath(path: String) throws {
    let run = try SluiceProcess.run(["list", "generators"], environment: ["SLUICE_KERNELS": path])
    guard run.exitCode == 0 else { return print("skipped: this processor has no \(path)") }
    let name = Self.experiments[0]
    try #expect(tables(name, environment: ["SLUICE_KERNELS": path]) == tables(name, environment: [:]))
  }

  @Test func onAnEmulatedProcessor() throws {
    guard let qemu = SluiceProcess.tool("qemu-x86_64") else {
      return print("skipped: qemu-x86_64 is not installed (Debian: qemu-user)")
    }
    let name = Self.experiments[0]
    let emulated = try tables(name, environment: [:], through: [qemu, "-cpu", "Nehalem"])
    try #expect(emulated == tables(name, environment: [:]))
  }

  /// The bytes of every table but the two volatile files, by name.
  private func tables(
    _ name: String, environment: [String: String], through wrapper: [String] = []
  ) throws -> [String: Data] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("CrossProcessor/\(name).yaml").path
    let folder = try TemporaryFolder()
    let run = try SluiceProcess.run(
      ["run", file, "--out", folder.path("out"), "--quiet"], environment: environment, through: wrapper)
    try #require(run.exitCode == 0, "\(run.standardError)")
    var found: [String: Data] = [:]
    for table in try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
    where !["timings.csv", "provenance.json"].contains(table) {
      var isFolder: ObjCBool = false
      let path = folder.path("out/" + table)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      found[table] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    try #require(found["summary.csv"] != nil)
    return found
  }
}
