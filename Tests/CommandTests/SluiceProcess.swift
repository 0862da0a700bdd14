import Foundation
import Testing

/// The built command in a folder of its own, which goes when the test ends.
final class SluiceProcess: Sendable {
  /// How a call ended.
  struct Result: Sendable {
    let status: Int32
    let output: String
    let messages: String
  }

  let folder: String

  init() {
    var template = Array("/tmp/sluice-command-XXXXXX".utf8CString)
    folder = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The executable lies beside the test bundle.
  static var executable: URL {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: bundle ?? "").deletingLastPathComponent().appendingPathComponent("sluice")
  }

  subscript(name: String) -> String { folder + "/" + name }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: self[name]))
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: self[name], encoding: .utf8) }

  /// Calls the command and waits for it.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
    try finish(start(arguments, environment: environment))
  }

  /// Calls the command through a shell line in which `$SLUICE` is the executable.
  func shell(_ line: String) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    return try finish(launch(process, environment: ["SLUICE": Self.executable.path]))
  }

  /// The same for what takes long by waiting, on a thread of its own: those that all tests share go on with other tests.
  func longShell(_ line: String) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { [self] in
        continuation.resume(with: Swift.Result { try shell(line) })
      }
    }
  }

  /// Starts the command.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    return try launch(process, environment: environment)
  }

  /// Waits until a file or folder exists; `false` where the process ended before.
  func wait(for name: String, while process: Process) -> Bool {
    while process.isRunning {
      if FileManager.default.fileExists(atPath: self[name]) { return true }
      usleep(500)
    }
    return false
  }

  /// Sends a signal as soon as the process handles it.
  func send(_ signal: Int32, asSoonAsHandledBy process: Process) throws {
    while process.isRunning {
      let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
      let mask = line.flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) } ?? 0
      if mask >> UInt64(signal - 1) & 1 == 1 {
        kill(process.processIdentifier, signal)
        return
      }
      usleep(200)
    }
  }

  func finish(_ process: Process) throws -> Result {
    let output = (process.standardOutput as? FileHandle)
    process.waitUntilExit()
    try output?.close()
    let name = try #require(names[ObjectIdentifier(process)])
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Result(status: status, output: try read("\(name).out"), messages: try read("\(name).err"))
  }

  private nonisolated(unsafe) var names: [ObjectIdentifier: String] = [:]
  /// Counts every call: a process that has gone may leave its identifier to another.
  private nonisolated(unsafe) var calls = 0

  private func launch(_ process: Process, environment: [String: String]) throws -> Process {
    let name = ".call-\(calls)"
    calls += 1
    names[ObjectIdentifier(process)] = name
    for (ending, isError) in [("out", false), ("err", true)] {
      _ = FileManager.default.createFile(atPath: self["\(name).\(ending)"], contents: nil)
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: self["\(name).\(ending)"]))
      if isError { process.standardError = handle } else { process.standardOutput = handle }
    }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // The characters of a terminal as most have it, whatever that of the tests is.
    let usual = ["LANG": "C.UTF-8"]
    var all = ProcessInfo.processInfo.environment.merging(usual) { $1 }.merging(environment) { $1 }
    for name in ["COLUMNS", "LC_ALL", "LC_CTYPE", "SLUICE_PLAIN", "NO_COLOR"] where environment[name] == nil {
      all[name] = nil
    }
    process.environment = all
    try process.run()
    return process
  }
}
