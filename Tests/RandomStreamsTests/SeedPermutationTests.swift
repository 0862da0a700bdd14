import RandomStreams
import Testing

/// The seeds of GSL's own generators; literals from `Tests/Vectors/streams.py`.
@Suite struct SeedPermutationTests {
  @Test(
    arguments: [
      (0, 0, 958_375_734), (0, 1, 559_360_113), (0, 2, 2_946_185_506), (0, 255, 3_592_071_101),
      (0, 256, 3_676_705_110), (0, 16_777_216, 1_909_750_234), (0, 4_294_967_294, 3_153_290_975),
      (20_170_528, 0, 1_163_538_358), (20_170_528, 1, 245_992_476), (20_170_528, 2, 1_020_241_184),
      (20_170_528, 255, 1_346_453_247), (20_170_528, 256, 376_325_056),
      (20_170_528, 16_777_216, 1_781_492_099), (20_170_528, 4_294_967_294, 3_800_838_386),
    ] as [(UInt64, UInt32, UInt32)])
  func golden(root: UInt64, index: UInt32, seed: UInt32) {
    #expect(SeedPermutation(seed: root).seed(index: index) == seed)
  }

  /// Over two million consecutive numbers and a far stretch, no seed occurs twice and none is 0.
  @Test func seedsDoNotCollide() {
    let permutation = SeedPermutation(seed: 1)
    var seen = [UInt64](repeating: 0, count: 1 << 26)
    var collisions = 0
    for index in [0..<2_000_000, 4_290_000_000..<4_292_000_000].joined() {
      let seed = permutation.seed(index: UInt32(index))
      let bit: UInt64 = 1 << UInt64(seed & 63)
      if seen[Int(seed >> 6)] & bit != 0 { collisions += 1 }
      seen[Int(seed >> 6)] |= bit
    }
    #expect(collisions == 0)
    #expect(seen[0] & 1 == 0, "seed 0 occurred")
  }

  /// The one number whose image is 0 gets the image of the number that is no stream.
  @Test func zeroIsReplaced() {
    for root in 0..<20 as Range<UInt64> {
      let permutation = SeedPermutation(seed: root)
      let number = Self.preimageOfZero(permutation.roundKeys)
      #expect(SeedPermutation.permute(number, permutation.roundKeys) == 0)
      if number != .max {
        #expect(permutation.seed(index: number) == SeedPermutation.permute(.max, permutation.roundKeys))
      }
    }
  }

  /// The network run backwards: with the halves exchanged, the keys in reverse order undo it.
  private static func preimageOfZero(_ keys: [UInt32]) -> UInt32 {
    let image = SeedPermutation.permute(0, keys.reversed())
    return image << 16 | image >> 16
  }

  /// One more in the number changes each bit of the seed about half the time.
  ///
  /// 20,000 pairs: each bit's count of changes has standard deviation 71; the bound of 6 of them fails for a
  /// random permutation with a chance below 10⁻⁷ over all bits.
  @Test func neighborsAreUnrelated() {
    let permutation = SeedPermutation(seed: 2)
    var changes = [Int](repeating: 0, count: 32)
    for index in 0..<20_000 as Range<UInt32> {
      let difference = permutation.seed(index: 2 * index) ^ permutation.seed(index: 2 * index + 1)
      for bit in 0..<32 { changes[bit] += Int(difference >> UInt32(bit) & 1) }
    }
    #expect(changes.allSatisfy { abs($0 - 10_000) < 425 })
  }

  @Test func numbersOfStreamsDiffer() {
    var numbers: Set<UInt32> = []
    for replicate in [0, 1, 2, 1000, 16_777_215] {
      for purpose in StreamPurpose.allCases {
        for channel in NoiseChannel.allCases {
          for subDraw in 0..<NoiseChannel.subDraws {
            let number = SeedPermutation.index(
              replicate: replicate, purpose: purpose, channel: channel, subDraw: subDraw)
            #expect(numbers.insert(number).inserted && number < .max)
          }
        }
      }
    }
    #expect(
      SeedPermutation.index(replicate: 5, purpose: .evaluationNoise, channel: .output, subDraw: 3) == 1419)
  }
}
