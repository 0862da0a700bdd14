import RandomStreams
import Testing

/// The keyed permutation behind the seeds of GSL's own generators; literals from `Tests/Vectors/streams.py`.
@Suite struct SeedPermutationTests {
  @Test(
    arguments: [
      (0, 32, 0, 958_375_734), (0, 32, 1, 559_360_113), (0, 32, 255, 3_592_071_101),
      (0, 32, 4_294_967_295, 3_352_395_943), (20_170_528, 32, 0, 1_163_538_358),
      (20_170_528, 32, 2, 1_020_241_184), (20_170_528, 32, 4_294_967_295, 702_299_126),
      (20_170_528, 26, 0, 36_244_988), (20_170_528, 26, 1, 15_132_063), (20_170_528, 26, 2, 57_361_464),
      (20_170_528, 26, 255, 47_416_270), (20_170_528, 26, 67_108_862, 64_524_266),
      (20_170_528, 26, 67_108_863, 37_868_775), (20_170_528, 14, 0, 11_546), (20_170_528, 14, 1, 9_669),
      (20_170_528, 14, 255, 14_888), (20_170_528, 14, 16_382, 780), (20_170_528, 14, 16_383, 11_938),
    ] as [(UInt64, Int, UInt32, UInt32)])
  func golden(seed: UInt64, bits: Int, number: UInt32, image: UInt32) {
    #expect(SeedPermutation(seed: seed, bits: bits).image(number) == image)
  }

  /// Over a whole domain: every image within it occurs once, and no argument of seeds becomes 0.
  @Test(arguments: [2, 4, 10, 14, 20])
  func isAPermutation(bits: Int) {
    for seed in 0..<3 as Range<UInt64> {
      let permutation = SeedPermutation(seed: seed, bits: bits)
      let numbers = 0..<(1 as UInt32) << UInt32(bits)
      #expect(Set(numbers.map(permutation.image)) == Set(numbers))
      let nonzero = numbers.dropLast().map(permutation.nonzeroImage)
      #expect(Set(nonzero).count == nonzero.count && !nonzero.contains(0))
    }
  }

  /// The widths in use: two million numbers from either end, no image twice, none 0.
  @Test(arguments: [26, 32])
  func imagesDoNotCollide(bits: Int) {
    let permutation = SeedPermutation(seed: 1, bits: bits)
    let end = UInt64(1) << UInt64(bits) - 1
    var seen = [UInt64](repeating: 0, count: 1 << (bits - 6))
    var collisions = 0
    for number in [0..<2_000_000, end - 2_000_000..<end].joined() {
      let image = permutation.nonzeroImage(UInt32(number))
      let bit: UInt64 = 1 << UInt64(image & 63)
      if seen[Int(image >> 6)] & bit != 0 { collisions += 1 }
      seen[Int(image >> 6)] |= bit
    }
    #expect(collisions == 0)
    #expect(seen[0] & 1 == 0, "0 occurred")
  }

  /// The one number whose image is 0 gets the image of the largest, which is not an argument.
  @Test func zeroIsReplaced() throws {
    for seed in 0..<20 as Range<UInt64> {
      let permutation = SeedPermutation(seed: seed, bits: 10)
      let number = try #require((0..<1024 as Range<UInt32>).first { permutation.image($0) == 0 })
      if number < 1023 { #expect(permutation.nonzeroImage(number) == permutation.image(1023)) }
    }
  }

  /// One more in the number changes each bit of the image about half the time.
  ///
  /// 20,000 pairs: each bit's count of changes has standard deviation 71; the bound of 6 of them fails for a
  /// random permutation with a chance below 10⁻⁷ over all bits.
  @Test func neighborsAreUnrelated() {
    let permutation = SeedPermutation(seed: 2, bits: 26)
    var changes = [Int](repeating: 0, count: 26)
    for number in 0..<20_000 as Range<UInt32> {
      let difference = permutation.image(2 * number) ^ permutation.image(2 * number + 1)
      for bit in 0..<26 { changes[bit] += Int(difference >> UInt32(bit) & 1) }
    }
    #expect(changes.allSatisfy { abs($0 - 10_000) < 425 })
  }
}
