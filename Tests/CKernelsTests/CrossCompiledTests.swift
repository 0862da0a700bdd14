import Foundation
import Testing

/// The kernels compiled for AArch64 and run under qemu: one set of checksums for all processors.
@Suite struct CrossCompiledTests {
  @Test func neonGivesTheSameBits() throws {
    guard let emulator = find("qemu-aarch64") ?? find("qemu-aarch64-static") else {
      return print("skipped: qemu-aarch64 is not installed (Debian: qemu-user)")
    }
    guard let clang = find("clang") else {
      return print("skipped: clang is not installed; it comes with Swift")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (here, there) = (folder.path + "/here", folder.path + "/there")
    try #require(run(clang, ["-o", here] + Self.sources).status == 0)
    let target = ["--target=aarch64-linux-gnu", "-static"]
    let crossed = try run(clang, target + ["-o", there] + Self.sources)
    guard crossed.status == 0 else {
      return print(
        "skipped: clang cannot link for AArch64 (Debian: gcc-aarch64-linux-gnu)\n\(crossed.output)")
    }
    let (own, other) = (try run(here, []), try run(emulator, [there]))
    try #require(own.status == 0 && other.status == 0, "\(own.output)\(other.output)")
    let elsewhere = Self.checksums(other.output).map { path, checksums in ("qemu \(path)", checksums) }
    let paths = Self.checksums(own.output).merging(elsewhere) { _, new in new }
    let portable = try #require(paths["portable"])
    #expect(paths["qemu neon"] != nil)
    #expect(portable.count > 40)
    for (path, checksums) in paths.sorted(by: { $0.key < $1.key }) {
      for (kernel, checksum) in checksums.sorted(by: { $0.key < $1.key }) {
        #expect(checksum == portable[kernel], "\(kernel) on \(path)")
      }
      print("\(path): \(checksums.count) kernels")
    }
  }

  /// The program and the kernels.
  private static let sources: [String] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let kernels = tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "Sources/CKernels")
    let names =
      ["dispatch", "scalars", "sha256"] + ["portable", "avx2", "avx512", "neon"].map { "kernels_\($0)" }
    return ["-O2", "-I", kernels.appendingPathComponent("include").path]
      + [tests.appendingPathComponent("CrossCompiled/checksums.c").path]
      + names.map { kernels.appendingPathComponent($0 + ".c").path }
  }()

  /// Path → kernel → checksum.
  private static func checksums(_ output: String) -> [String: [String: String]] {
    var paths: [String: [String: String]] = [:]
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words.count == 3 { paths[words[0], default: [:]][words[1]] = words[2] }
    }
    return paths
  }

  private func find(_ program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
