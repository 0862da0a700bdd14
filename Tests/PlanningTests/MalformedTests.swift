import Foundation
import Planning
import Studies
import Testing

/// Every file in Malformed/ is refused with exactly the message in the .txt beside it.
///
/// After an intended change, `SLUICE_RECORD_HELP=1 swift test …` writes the messages anew; read the difference.
struct MalformedTests {
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: TestFiles.malformed.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// Those whose first mistake is a file that is not there.
  static let missing: Set = [
    "data-missing", "trace-inputs-file-missing", "weights-missing-file", "weights-swept",
  ]

  @Test func thereAreManyFiles() { #expect(Self.names.count >= 150) }

  @Test(arguments: names) func messageIsExact(name: String) throws {
    let bytes = try Data(contentsOf: TestFiles.malformed.appending(path: "\(name).yaml"))
    let expected = try? String(
      contentsOf: TestFiles.malformed.appending(path: "\(name).txt"), encoding: .utf8)
    #expect(throws: ExperimentErrors.self) { try TestFiles.check(Array(bytes), name: "\(name).yaml") }
    do {
      try TestFiles.check(Array(bytes), name: "\(name).yaml")
    } catch {
      if ProcessInfo.processInfo.environment["SLUICE_RECORD_HELP"] == "1" {
        let kept = TestFiles.repository.appending(path: "Tests/PlanningTests/Malformed/\(name).txt")
        return try Data((error.description + "\n").utf8).write(to: kept)
      }
      #expect(error.description + "\n" == expected, "<<<\(name)\n\(error.description)\n>>>")
      #expect(error.exitCode == (Self.missing.contains(name) ? 66 : 65))
    }
  }
}
