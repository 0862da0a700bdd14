import CGSL
import RandomStreams
import Testing

/// Philox noise is a function of its address; literals from `Tests/Vectors/streams.py`.
@Suite struct NoiseFieldTests {
  struct Row: Sendable {
    let purpose: StreamPurpose
    let channel: NoiseChannel
    let subDraw: Int
    let ks: [UInt32]

    init(_ purpose: StreamPurpose, _ channel: NoiseChannel, _ subDraw: Int, _ ks: [UInt32]) {
      self.purpose = purpose
      self.channel = channel
      self.subDraw = subDraw
      self.ks = ks
    }
  }

  /// Seed 20170528, replicate 2, layer 1, units 0 … 4, step 5, sequence 70000, time 11.
  static let rows = [
    Row(.trainingNoise, .input, 0, [3_766_037, 758_797, 2_721_434, 7_546_368, 5_887_539]),
    Row(.trainingNoise, .input, 3, [7_254_414, 1_981_528, 8_096_531, 4_907_125, 3_037_158]),
    Row(.trainingNoise, .forget, 0, [7_555_878, 6_247_181, 3_789_872, 6_265_753, 8_184_357]),
    Row(.trainingNoise, .forget, 3, [5_424_579, 6_472_404, 8_328_326, 61_593, 7_742_985]),
    Row(.trainingNoise, .output, 0, [7_512_823, 3_218_985, 3_097_748, 6_336_739, 2_146_716]),
    Row(.trainingNoise, .output, 3, [1_203_465, 961_136, 1_187_363, 2_136_692, 6_656_544]),
    Row(.trainingNoise, .cellMask, 0, [6_306_762, 7_258_564, 1_795_896, 7_351_580, 1_905_940]),
    Row(.trainingNoise, .cellMask, 3, [2_417_055, 7_724_716, 2_848_240, 7_480_142, 4_719_597]),
    Row(.trainingNoise, .hiddenMask, 0, [386_131, 5_972_020, 4_218_423, 5_716_396, 5_995_418]),
    Row(.trainingNoise, .hiddenMask, 3, [6_925_112, 386_227, 5_623_056, 7_875_344, 7_571_019]),
    Row(.trainingNoise, .inputMask, 0, [182_865, 4_909_742, 6_763_142, 5_817_468, 5_710_838]),
    Row(.trainingNoise, .inputMask, 3, [8_141_879, 7_447_535, 3_257_321, 1_054_416, 6_057_832]),
    Row(.trainingNoise, .step, 0, [5_227_410, 4_049_742, 3_021_960, 3_231_719, 8_240_054]),
    Row(.trainingNoise, .step, 3, [6_467_509, 998_423, 558_535, 3_508_565, 2_257_072]),
    Row(.evaluationNoise, .input, 0, [4_486_404, 1_211_494, 5_094_781, 158_265, 7_632_950]),
    Row(.evaluationNoise, .input, 3, [8_006_665, 3_911_245, 3_250_418, 3_662_079, 2_799_568]),
    Row(.evaluationNoise, .forget, 0, [2_134_234, 1_151_662, 6_107_502, 6_259_690, 1_513_258]),
    Row(.evaluationNoise, .forget, 3, [391_050, 7_136_083, 3_516_778, 5_404_748, 5_238_496]),
    Row(.evaluationNoise, .output, 0, [4_772_085, 1_574_878, 7_405_815, 4_092_013, 2_279_193]),
    Row(.evaluationNoise, .output, 3, [208_697, 1_551_005, 6_078_904, 6_945_906, 453_822]),
    Row(.evaluationNoise, .cellMask, 0, [1_610_796, 2_893_487, 5_100_390, 3_929_627, 8_100_759]),
    Row(.evaluationNoise, .cellMask, 3, [4_516_279, 3_666_998, 3_307_348, 3_132_361, 3_734_712]),
    Row(.evaluationNoise, .hiddenMask, 0, [1_412_272, 1_562_489, 6_690_063, 3_272_543, 2_141_257]),
    Row(.evaluationNoise, .hiddenMask, 3, [3_672_003, 1_891_460, 1_729_743, 7_042_337, 2_985_900]),
    Row(.evaluationNoise, .inputMask, 0, [100_824, 1_652_446, 5_821_006, 5_601_169, 1_387_963]),
    Row(.evaluationNoise, .inputMask, 3, [113_811, 7_316_974, 95_182, 7_480_522, 3_507_673]),
    Row(.evaluationNoise, .step, 0, [5_177_669, 5_120_913, 6_153_046, 7_913_652, 3_328_939]),
    Row(.evaluationNoise, .step, 3, [4_444_631, 2_444_378, 4_250_682, 3_203_772, 2_219_158]),
  ]

  @Test(arguments: rows)
  func golden(row: Row) {
    let field = Fixtures.field(.philox, purpose: row.purpose)
    field.begin(time: 11, steps: 6, layers: 2, units: 5, sequences: [3, 70_000])
    let draws = Fixtures.fill(field, 2, 5, row.channel, row.subDraw, layer: 1, step: 5)
    #expect(Array(draws[5...]) == row.ks.map(UniformLattice.value(index:)))
  }

  /// The field, the address and the generator's own words are one numbering.
  @Test func fieldsFollowAddresses() {
    let field = Fixtures.field(.philox, purpose: .trainingNoise)
    let sequences: [UInt32] = [9, 0, .max]
    field.begin(time: .max, steps: 3, layers: 2, units: 11, sequences: sequences)
    for (layer, step, channel, subDraw) in [
      (0, 0, NoiseChannel.input, 0), (1, 2, .forget, 1), (1, 1, .step, 3),
    ] {
      let key = StreamKey(
        seed: Fixtures.seed, replicate: 2, purpose: .trainingNoise, layer: layer)
      let draws = Fixtures.fill(field, 3, 11, channel, subDraw, layer: layer, step: step)
      for (row, sequence) in sequences.enumerated() {
        for unit in 0..<11 {
          let address = NoiseAddress(
            channel: channel, subDraw: subDraw, unit: unit, step: UInt32(step), sequence: sequence, time: .max
          )
          #expect(draws[row * 11 + unit] == address.uniform(key))
        }
      }
    }
  }

  @Test func theLastAddress() {
    let address = NoiseAddress(
      channel: .step, subDraw: 3, unit: 16_383, step: .max, sequence: .max, time: .max)
    #expect(address.counter == (27 << 12 | 4095, .max, .max, .max) && address.word == 3)
    let key = StreamKey(seed: Fixtures.seed, replicate: 2, purpose: .trainingNoise, layer: 1)
    #expect(address.uniform(key) == UniformLattice.value(index: 807_106))
  }

  /// A sequence's draws do not depend on its row, the batch's size or company, the order of fills, other
  /// layers and units, the number of steps, or earlier passes.
  @Test func onlyTheAddressMatters() {
    let alone = Fixtures.field(.philox, purpose: .trainingNoise)
    alone.begin(time: 4, steps: 2, layers: 1, units: 7, sequences: [21])
    let expected = (0..<2).map { Fixtures.fill(alone, 1, 7, .forget, 1, layer: 0, step: $0) }
    for size in [1, 2, 7, 16, 64] {
      for row in Set([0, size / 2, size - 1]) {
        let field = Fixtures.field(.philox, purpose: .trainingNoise)
        field.begin(time: 3, steps: 5, layers: 3, units: 9, sequences: [1, 2, 3])
        _ = Fixtures.fill(field, 3, 9, .input, 0, layer: 2, step: 4)
        var sequences = (0..<size).map { UInt32(1000 - $0) }
        sequences[row] = 21
        field.begin(time: 4, steps: 9, layers: 2, units: 10, sequences: sequences)
        for step in [1, 0, 1] {
          let draws = Fixtures.fill(field, size, 10, .forget, 1, layer: 0, step: step)
          #expect(Array(draws[row * 10..<row * 10 + 7]) == expected[step])
        }
      }
    }
  }

  /// Every part of the address counts.
  @Test func everyPartOfTheAddressMatters() {
    func draws(
      seed: UInt64 = 1, replicate: Int = 0, purpose: StreamPurpose = .trainingNoise, time: UInt32 = 0,
      sequence: UInt32 = 0, channel: NoiseChannel = .input, subDraw: Int = 0, layer: Int = 0, step: Int = 0
    ) -> [Float] {
      let field = NoiseField(
        generator: .philox, seed: seed, replicate: replicate, purpose: purpose, sharing: .perStep,
        scope: .unit)
      field.begin(time: time, steps: 2, layers: 2, units: 4, sequences: [sequence])
      return Fixtures.fill(field, 1, 4, channel, subDraw, layer: layer, step: step)
    }
    let all = [
      draws(), draws(seed: 2), draws(replicate: 1), draws(purpose: .evaluationNoise), draws(time: 1),
      draws(sequence: 1), draws(channel: .forget), draws(subDraw: 1), draws(layer: 1), draws(step: 1),
    ]
    #expect(Set(all.joined()).count == 40)
  }

  @Test(arguments: ["philox4x32-10", "mt19937"])
  func doubleHoldsTheSameNumbers(name: String) throws {
    let field = Fixtures.field(try Generator(named: name), purpose: .evaluationNoise)
    field.begin(time: 0, steps: 2, layers: 1, units: 6, sequences: [5, 6])
    let single = Fixtures.fill(field, 2, 6, .output, 0, layer: 0, step: 1)
    var double = [Double](repeating: 0, count: 12)
    var span = double.mutableSpan
    field.fill(&span, at: NoisePlace(channel: .output, layer: 0, step: 1))
    #expect(double == single.map(Double.init))
  }

  /// A mask on inputs has its own width, a decision on a whole step one draw a sequence; they are the first units' draws.
  @Test(arguments: ["philox4x32-10", "mt19937"])
  func masksOfOtherWidths(name: String) throws {
    func draws(_ inputs: Int, _ width: Int, _ channel: NoiseChannel, _ sequences: [UInt32]) throws -> [Float]
    {
      let field = Fixtures.field(try Generator(named: name), purpose: .trainingNoise)
      field.begin(time: 0, steps: 2, layers: 2, units: 4, inputs: inputs, sequences: sequences)
      return Fixtures.fill(field, sequences.count, width, channel, 0, layer: 1, step: 1)
    }
    let wide = try draws(9, 9, .inputMask, [5, 6])
    #expect(wide.count == 18 && Set(wide).count == 18)
    let step = try draws(0, 1, .step, [5, 6])
    #expect(step.count == 2 && step[0] != step[1])
    if name.hasPrefix("philox") {
      #expect(try draws(0, 4, .inputMask, [5]) == Array(wide[..<4]))
      #expect(try draws(0, 4, .step, [5])[0] == step[0])
    }
  }

  /// Noise shared over a layer is shared over the inputs too.
  @Test func masksOfOtherWidthsShareADraw() {
    let field = Fixtures.field(.philox, purpose: .trainingNoise, scope: .layer)
    field.begin(time: 0, steps: 1, layers: 1, units: 4, sequences: [5, 6])
    let draws = Fixtures.fill(field, 2, 7, .inputMask, 0, layer: 0, step: 0)
    #expect(Set(draws[..<7]).count == 1 && Set(draws[7...]).count == 1 && draws[0] != draws[7])
  }

  @Test func emptyPasses() {
    let field = Fixtures.field(.philox, purpose: .trainingNoise)
    field.begin(time: 0, steps: 1, layers: 1, units: 4, sequences: [])
    #expect(Fixtures.fill(field, 0, 4, .input, 0, layer: 0, step: 0) == [])
    field.begin(time: 0, steps: 1, layers: 1, units: 0, sequences: [1])
    #expect(Fixtures.fill(field, 1, 0, .input, 0, layer: 0, step: 0) == [])
  }

  @Test func fillsOutsideThePassTrap() async {
    await #expect(processExitsWith: .failure) {
      let field = Fixtures.field(.philox, purpose: .trainingNoise)
      field.begin(time: 0, steps: 1, layers: 1, units: 4, sequences: [0])
      _ = Fixtures.fill(field, 1, 4, .input, 0, layer: 0, step: 1)
    }
    await #expect(processExitsWith: .failure) {
      let field = Fixtures.field(.philox, purpose: .trainingNoise)
      field.begin(time: 0, steps: 1, layers: 1, units: 4, sequences: [0])
      _ = Fixtures.fill(field, 2, 4, .input, 0, layer: 0, step: 0)
    }
  }

  @Test func rowsAreThoseOfAllCopies() {
    let field = Fixtures.field(.philox, purpose: .trainingNoise)
    field.begin(time: 0, steps: 1, layers: 1, units: 4, sequences: [0, 7], copies: 3)
    #expect(field.rows == 6)
  }
}
