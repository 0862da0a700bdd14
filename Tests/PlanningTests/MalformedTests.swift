import Foundation
import Planning
import Testing

/// Every file in Malformed/ is refused with exactly the message in the .txt beside it.
struct MalformedTests {
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: TestFiles.malformed.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func thereAreManyFiles() { #expect(Self.names.count >= 150) }

  @Test(arguments: names) func messageIsExact(name: String) throws {
    let bytes = try Data(contentsOf: TestFiles.malformed.appending(path: "\(name).yaml"))
    let expected = try? String(
      contentsOf: TestFiles.malformed.appending(path: "\(name).txt"), encoding: .utf8)
    #expect(throws: ExperimentErrors.self) { try TestFiles.check(Array(bytes), name: "\(name).yaml") }
    do {
      try TestFiles.check(Array(bytes), name: "\(name).yaml")
    } catch {
      #expect(error.description + "\n" == expected, "<<<\(name)\n\(error.description)\n>>>")
      #expect(error.exitCode == (name == "data-missing" ? 66 : 65))
    }
  }
}
