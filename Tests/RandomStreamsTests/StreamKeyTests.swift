import RandomStreams
import Testing

/// Keys and first draws as literals, computed by `Tests/Vectors/streams.py` from the documentation alone.
@Suite struct StreamKeyTests {
  static let seed: UInt64 = 20_170_528

  @Test(
    arguments: [
      ([], "c67cc8209da961d31af6daed8942837c"),
      ([.label("weights")], "279ac5169013e67f5ff6338281f0d947"),
      ([.index(0)], "ac873d310c57fdcbb6963076773a911c"),
      ([.index(0), .label("weights"), .index(0)], "76f8aa28f82b24ba744ef1c682209dbc"),
      ([.index(7), .label("data")], "c2daf5e92ae96247f35a58f3aff61c01"),
      ([.index(999_999), .label("évaluation"), .index(2)], "700c836762fdf47345194456860708c0"),
    ] as [([StreamKey.Element], String)])
  func goldenPaths(path: [StreamKey.Element], key: String) {
    #expect(StreamKey(seed: Self.seed, path: path).description == key)
  }

  @Test(
    arguments: [
      (0, "69edae2d6690c9a4b4620ded383bf76d"), (1, "823cea6e0b10f8dcf6ab3011ec465a9c"),
      (1 << 32, "c3b9d66222827a626492e1c08ed4eb12"), (.max, "2e42e3c136413da870b2220b6630b68d"),
    ] as [(UInt64, String)])
  func goldenSeeds(seed: UInt64, key: String) {
    #expect(StreamKey(seed: seed, path: [.index(3), .label("order")]).description == key)
  }

  @Test func highComesFirst() {
    let key = StreamKey(seed: Self.seed, path: [])
    #expect(key.high == 0xc67c_c820_9da9_61d3 && key.low == 0x1af6_daed_8942_837c)
  }

  @Test func appendingExtendsThePath() {
    let short = StreamKey(seed: 9, path: [.index(4)])
    #expect(short.appending(.label("x")) == StreamKey(seed: 9, path: [.index(4), .label("x")]))
  }

  @Test func purposesHaveTheirPaths() {
    #expect(
      StreamKey(seed: 9, replicate: 3, purpose: .trainingNoise, layer: 1)
        == StreamKey(seed: 9, path: [.index(3), .label("training_noise"), .index(1)]))
    #expect(
      StreamKey(seed: 9, replicate: 3, purpose: .order)
        == StreamKey(seed: 9, path: [.index(3), .label("order")]))
  }

  /// Paths that would be the same bytes if their parts were strung together without lengths and kinds.
  @Test func lookalikePathsDiffer() {
    let paths: [[StreamKey.Element]] = [
      [], [.label("")], [.label(""), .label("")], [.label("ab")], [.label("a"), .label("b")],
      [.label("b"), .label("a")], [.index(0)], [.index(0), .index(0)], [.label("\0\0\0\0\0\0\0\0")],
      [.label("0")], [.index(1)], [.index(256)],
    ]
    let keys = paths.map { StreamKey(seed: 1, path: $0) } + paths.map { StreamKey(seed: 2, path: $0) }
    #expect(Set(keys).count == keys.count)
  }

  @Test(
    arguments: [
      (.weights, [0x8bd6_8859, 0xae2d_8979, 0x4332_6e59, 0xddc9_53ad, 0xe3e8_d13b]),
      (.data, [0x7122_b2e8, 0x0ddb_56e2, 0xa932_f0aa, 0xbf42_9291, 0xa99c_72bb]),
      (.order, [0x9368_c467, 0xa6c8_b874, 0x55eb_7d2b, 0xcf7d_d83b, 0xb7cf_08f4]),
      (.trainingNoise, [0x6ab4_c46f, 0x9dd9_5392, 0x4bfc_a006, 0xfe66_bf54, 0x6e58_ecf0]),
      (.evaluationNoise, [0x02c4_c42a, 0x3bc0_2e04, 0x990c_0fbf, 0x1c9f_ca99, 0xf126_8677]),
      (.resampling, [0x100c_bab0, 0x1585_7275, 0x0577_c658, 0x7bde_0b10, 0xe298_6d2f]),
      (.tuning, [0x2308_363b, 0xc3de_e93a, 0x6d93_f0a7, 0xf951_9ad1, 0xf4fb_f84e]),
    ] as [(StreamPurpose, [UInt32])])
  func firstWordsOfEveryPurpose(purpose: StreamPurpose, words: [UInt32]) {
    var stream = RandomStream(StreamKey(seed: Self.seed, replicate: 2, purpose: purpose))
    #expect((0..<5).map { _ in stream.nextWord() } == words)
  }

  @Test func everyPurposeHasWords() {
    #expect(StreamPurpose.allCases.count == 7)
    #expect(StreamVersion.current == "sluice/streams/v1")
  }

  /// From Tests/PlanningTests/Tuning/proposals.py.
  @Test func seriesHaveTheirPaths() {
    func words(_ series: ReplicateSeries) -> [UInt32] {
      var stream = RandomStream(
        StreamKey(seed: Self.seed, replicate: 2, purpose: .weights, series: series))
      return (0..<5).map { _ in stream.nextWord() }
    }
    #expect(
      words(.tuning(before: nil)) == [0x2b52_fed8, 0xfcbb_7323, 0xf4ec_2216, 0x6c0b_8238, 0x2d39_bd95])
    #expect(
      words(.tuning(before: 3)) == [0xa0d2_1c9c, 0x69e7_993f, 0x2579_ec09, 0x6d23_3e35, 0xdf1e_3711])
    #expect(words(.comparison).first == 0x8bd6_8859)
    #expect(
      StreamKey(seed: 9, replicate: 1, purpose: .order, layer: 4, series: .tuning(before: 3))
        == StreamKey(
          seed: 9, path: [.label("tuning"), .index(3), .index(1), .label("order"), .index(4)]))
  }

  /// Example 4,000,000,000 has its own stream, wherever it is read.
  @Test func firstWordsOfASequence() {
    let key = StreamKey(seed: Self.seed, replicate: 2, purpose: .data)
    var stream = RandomStream(key, sequence: 4_000_000_000)
    let words: [UInt32] = [0x81b4_8a9b, 0xb711_f9f5, 0x3866_b78c, 0x40eb_c4f9, 0xd9c5_4337]
    #expect((0..<5).map { _ in stream.nextWord() } == words)
    var plain = RandomStream(key)
    var first = RandomStream(key, sequence: 0)
    #expect(plain.nextWord() == first.nextWord())
  }
}
