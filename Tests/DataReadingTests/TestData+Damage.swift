import TestSupport

extension TestData {
  /// How many damaged files a suite reads.
  static let mutations = Int(Environment.variable("SLUICE_MUTATIONS") ?? "") ?? 2_000

  /// How texts are damaged: bytes changed, cut, doubled, moved, and words put between.
  static func edits(adding words: [String] = []) -> [Edit] {
    let marks: [[UInt8]] = [[0x22], [0x0D], [0x0A], [0x2C], [0x3B], [0xC3], [0], Array("9999".utf8)]
    return [
      .set, .remove(1...8), .copy(1...8), .cut, .insert(marks + words.map { Array($0.utf8) }), .swap,
    ]
  }
}
