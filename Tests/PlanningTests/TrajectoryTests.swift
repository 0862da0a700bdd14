import Planning
import Studies
import Testing

/// Runs that differ in their number of updates alone have a trajectory in common, and others do not.
struct TrajectoryTests {
  @Test(arguments: IdentityTests.changes) func keyByKey(change: IdentityTests.Change) throws {
    let before = try TestFiles.plan(IdentityTests.base).runs[1]
    let after = try TestFiles.plan(IdentityTests.base, overrides: [change.set]).runs[1]
    let isLength = change.set.hasPrefix("training.updates=")
    #expect((before.trajectoryID != after.trajectoryID) == (change.matters && !isLength))
  }

  /// A schedule has a length of its own, which counts, and an axis may hold several lengths.
  @Test func schedulesAreSettingsOfTheirOwn() throws {
    func rate(_ updates: Int) -> String {
      "training.optimizer={kind: adam, learning_rate: {schedule: cosine, from: 0.1, to: 0.001, updates: \(updates)}}"
    }
    let base = IdentityTests.base
    func runs(_ overrides: [String]) throws -> [String?] {
      try TestFiles.plan(base, overrides: overrides).runs.map(\.trajectoryID)
    }
    #expect(try runs([rate(20)]) != runs([rate(30)]))
    #expect(try runs([rate(20), "training.updates=50"]) == runs([rate(20)]))
    let swept = try runs(["sweep.training.updates=[10, 20]"])
    #expect(swept.count == 4 && Set(swept).count == 2)
    #expect(swept[0] == swept[2] && swept[1] == swept[3])
  }

  @Test func replicatesAndSeedsHaveTheirOwn() throws {
    let runs = try TestFiles.plan(IdentityTests.base, overrides: ["sweep.seed=[1, 2]"]).runs
    #expect(Set(runs.compactMap(\.trajectoryID)).count == 4)
    #expect(runs.allSatisfy { $0.trajectoryID?.hasPrefix("t-") == true && $0.trajectoryID?.count == 22 })
  }

  @Test(arguments: [
    (#"x{"a":1,"b":2,"c":3}y"#, "a", #"x{"b":2,"c":3}y"#), (#"{"a":1,"b":2,"c":3}"#, "b", #"{"a":1,"c":3}"#),
    (#"{"a":1,"b":[{"c":1},2],"c":3}"#, "c", #"{"a":1,"b":[{"c":1},2]}"#), (#"{"a":1}"#, "a", "{}"),
    (#"{"a":{"b":2,"c":3},"b":1}"#, "a.b", #"{"a":{"c":3},"b":1}"#),
    (#"{"a":{"x":{"b":0}},"z":{"b":1}}"#, "z.b", #"{"a":{"x":{"b":0}},"z":{}}"#),
    (#"{"a":"}\",\"b\":{\\","b":2}"#, "b", #"{"a":"}\",\"b\":{\\"}"#),
    (#"{"a b":1,"b":2}"#, "b", #"{"a b":1}"#),
  ]) func aMemberIsRemoved(_ text: String, _ path: String, _ expected: String) {
    #expect(CanonicalText.removing(path.split(separator: "."), from: text) == expected)
  }

  @Test(arguments: [
    (#"{"a":1}"#, "b"), (#"{"a":1}"#, "a.b"), (#"{"a":{"c":1},"b":2}"#, "a.b"), ("", "a"), ("{", "a"),
  ])
  func whatIsNotThereIsNotRemoved(_ text: String, _ path: String) {
    #expect(CanonicalText.removing(path.split(separator: "."), from: text) == nil)
  }
}
