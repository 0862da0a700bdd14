import Foundation
import Testing

/// The article's policy is the one that the laws test, letter for letter.
@Test func theArticleShowsThePolicyThatIsTested() throws {
  let tests = URL(filePath: #filePath).deletingLastPathComponent()
  let policy = try String(contentsOf: tests.appending(path: "JitteredHardSigmoid.swift"), encoding: .utf8)
  let article = try String(
    contentsOf: tests.appending(path: "../../Sources/Gating/Gating.docc/AddingAPolicy.md"), encoding: .utf8)
  #expect(article.contains("```swift\n" + policy + "```\n"))
}
