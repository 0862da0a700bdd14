import RandomStreams
import Statistics
import Testing

@Suite struct HolmTests {
  @Test func agreesWithAWorkedExample() {
    // Ascending .005, .01, .03, .04 times 4, 3, 2, 1; the last is raised to its predecessor.
    let adjusted = holm([0.01, 0.04, 0.03, 0.005]).map { $0! }
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) { #expect(agree(value, expected)) }
  }

  @Test func edgesHold() {
    #expect(holm([]) == [])
    #expect(holm([0.2]) == [0.2])
    #expect(holm([0.6, 0.7]) == [1, 1])
    #expect(holm([nil, 0.03, nil]) == [nil, 0.03, nil])
    #expect(holm([0.02, 0.02, nil]) == [0.04, 0.04, nil])
  }

  /// Hypotheses without a p come last.
  @Test func aLargerFamilyIsStricter() {
    #expect(holm([0.01, nil, 0.03], size: 4) == [0.04, nil, 0.09])
  }

  /// The definition, one value at a time: the largest of (number of p not below p₍ⱼ₎ at its rank)·p₍ⱼ₎ up to it.
  @Test func agreesWithTheDefinitionOnRandomFamilies() {
    var stream = RandomStream(key("holm"))
    for _ in 0..<500 {
      let family = (0..<stream.integer(1...8)).map { _ in Double(stream.integer(1...20)) / 40 }
      let adjusted = holm(family)
      for (value, result) in zip(family, adjusted) {
        let expected = family.filter { $0 <= value }.map { p in
          min(1, Double(family.count { $0 >= p }) * p)
        }.max()!
        #expect(agree(result, expected), "\(family)")
      }
    }
  }
}
