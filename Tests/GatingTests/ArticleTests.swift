import Foundation
import Testing

/// What the article "Adding a policy" shows is code that is built and tested, letter for letter.
@Suite struct ArticleTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: tests.appending(path: path), encoding: .utf8)
  }

  private static func article() throws -> String {
    try text("../../Sources/Gating/Gating.docc/AddingAPolicy.md")
  }

  /// The article's own policy is the one that the laws run over, and that a package of someone else's builds: one file.
  @Test func thePolicyThatIsTested() throws {
    #expect(
      try Self.article().contains("```swift\n" + Self.text("JitteredHardSigmoid.swift") + "```\n"))
  }

  /// All other code in it stands in a policy of the catalog.
  @Test func thePolicyOfTheCatalog() throws {
    let policy = try Self.text("../../Sources/Gating/Policies/NoisySigmoidGate.swift")
    let blocks = try Self.article().components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count == 4)
    #expect(blocks.count { policy.contains($0) } == 3)
  }
}
