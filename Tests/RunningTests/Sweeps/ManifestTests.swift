import Digest
import Foundation
import Planning
import Running
import Studies
import TestSupport
import Testing

@Suite struct ManifestTests {
  let folder = TemporaryFolder()

  private func json(_ name: String) throws -> [String: Any] {
    let data = Data(try Files.read(folder["r/\(name)"]))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func theManifestVouchesForEveryStableFile() async throws {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["r"])
    let files = try #require(try json("manifest.json")["files"] as? [[String: String]])
    var expected = try SmallSweep.digests(folder["r"])
    expected["manifest.json"] = nil
    #expect(Dictionary(uniqueKeysWithValues: files.map { ($0["path"]!, $0["sha256"]!) }) == expected)
    let plan = try #require(try json("manifest.json")["plan"] as? [String: Any])
    #expect(plan["finished"] as? Int == 9 && plan["runs"] as? Int == 9)
  }

  @Test func theDictionaryDescribesEveryColumn() async throws {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["r"])
    let resources = try #require(try json("datapackage.json")["resources"] as? [[String: Any]])
    #expect(resources.count == 6)
    for resource in resources {
      let path = try #require(resource["path"] as? String)
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let text = String(decoding: try Files.read(folder["r/\(path)"]), as: UTF8.self)
      let header = try #require(text.split(separator: "\n").first)
      let names = try fields.map { try #require($0["name"] as? String) }
      #expect(names == header.split(separator: ",").map(String.init))
      let summaries = try fields.map { try #require($0["description"] as? String) }
      #expect(summaries.allSatisfy { $0.hasSuffix(".") })
    }
  }

  @Test func anUnfinishedSweepsTablesSayHowMuchIsThere() async throws {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["r"], shard: Shard(number: 1, count: 2)!)
    let plan = try #require(try json("manifest.json")["plan"] as? [String: Any])
    #expect(plan["finished"] as? Int == 5 && plan["runs"] as? Int == 9)
  }
}
