import Catalog
import Planning
import Reports
import Studies
import Testing

/// What `sluice list` shows.
struct KindListTests {
  /// Nothing is wider than the terminal, and nothing is lost: the words of the wide text come in the same order.
  @Test(arguments: ExperimentCatalogs().lists.map(\.topic)) func listsFitTheTerminal(_ topic: String) throws {
    let list = try #require(ExperimentCatalogs().lists.first { $0.topic == topic })
    let (narrow, wide) = (TextDrawing(width: 80).text(list.report), TextDrawing().text(list.report))
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(narrow.split { $0.isWhitespace } == wide.split { $0.isWhitespace })
  }

  @Test func everyKindOfExperimentIsListed() throws {
    let kinds = try #require(ExperimentCatalogs().lists.first { $0.topic == "kinds" })
    #expect(
      kinds.kinds.map(\.kind) == [
        "train", "evaluate", "simulate", "certify", "variance", "calibrate", "trace",
      ])
  }
}
