import Foundation
import Planning
import Testing

/// The schema that editors use says what the reader does.
struct SchemaTests {
  static let file = TestFiles.repository.appending(path: "Experiments/experiment.schema.json")

  @Test func theFileInTheRepositoryIsTheGeneratedOne() throws {
    let kept = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(
      kept == ExperimentSchema().text, "write it anew: sluice schema > Experiments/experiment.schema.json")
  }
}
