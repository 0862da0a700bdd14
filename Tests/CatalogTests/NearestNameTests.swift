import Catalog
import Testing

@Suite struct NearestNameTests {
  private let names = ["sigmoid", "bernoulli", "hard_threshold", "g2"]

  @Test(arguments: [
    ("sigmoid", "sigmoid"), ("sigmiod", "sigmoid"), ("Sigmoid", "sigmoid"), ("simoid", "sigmoid"),
    ("bernouli", "bernoulli"), ("benroulli", "bernoulli"), ("hard_treshold", "hard_threshold"), ("g3", "g2"),
  ])
  func slipsAreRecognized(found: String, meant: String) {
    #expect(NearestName.of(found, among: names) == meant)
    #expect(NearestName.hint(for: found, among: names) == " (did you mean '\(meant)'?)")
  }

  @Test(arguments: ["relu", "", "zzzzzzzzz", "sgmd"])
  func anythingElseIsNot(found: String) {
    #expect(NearestName.of(found, among: names) == nil)
    #expect(NearestName.hint(for: found, among: names) == "")
  }

  /// A neighboring pair in the wrong order is one slip, so three letters may hold one of them.
  @Test func transpositionsCountOnce() {
    #expect(NearestName.of("bac", among: ["abc"]) == "abc")
    #expect(NearestName.of("bca", among: ["abc"]) == nil)
  }

  @Test func tiesGoToTheEarlierName() {
    #expect(NearestName.of("cat", among: ["bat", "hat"]) == "bat")
    #expect(NearestName.of("cat", among: ["hat", "bat"]) == "hat")
  }

  @Test func noNames() {
    #expect(NearestName.of("a", among: []) == nil)
    #expect(NearestName.of("", among: ["a"]) == "a")
  }
}
