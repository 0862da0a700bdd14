import CGSL
import CKernels
import CStreams
import RandomStreams
import Testing

/// Philox4x32-10 as a GSL generator: the published vectors, and that all ways to its words agree.
@Suite struct PhiloxTests {
  /// The known answers of the Random123 distribution (Salmon and others, 2011): counter, key, block.
  @Test(
    arguments: [
      ([0, 0, 0, 0], 0, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], 0xffff_ffff_ffff_ffff,
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], 0x299f_31d0_a409_3822,
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], UInt64, [UInt32])])
  func knownAnswers(counter: [UInt32], key: UInt64, block: [UInt32]) {
    var stream = RandomStream(.philox, seed: key)
    let words = stream.withGSL { rng in
      cstreams_philox_seek(rng.pointee.state, key, counter)
      return (0..<4).map { _ in UInt32(gsl_rng_get(rng)) }
    }
    #expect(words == block)
    var uniforms = [Float](repeating: 0, count: 4)
    let keys = [UInt32(truncatingIfNeeded: key), UInt32(key >> 32)]
    ckernels().pointee.philox_uniforms(keys, counter, &uniforms, 4)
    #expect(uniforms == block.map(UniformLattice.value(word:)))
  }

  @Test func asGSLSeesIt() {
    var stream = RandomStream(.philox, seed: 0)
    stream.withGSL { rng in
      #expect(String(cString: gsl_rng_name(rng)) == "philox4x32-10")
      #expect(gsl_rng_min(rng) == 0 && gsl_rng_max(rng) == 0xffff_ffff)
      #expect(gsl_rng_uniform(rng) == Double(0x6627_e8d5 as UInt32) * 0x1p-32)
    }
    #expect(stream.nextWord() == 0xe169_c58d)
  }

  /// The seed is the key, all 64 bits of it, where GSL's own generators would keep 32.
  @Test func seedsAreKeys() {
    for seed in [1, 1 << 32 | 1, .max] as [UInt64] {
      var seeded = RandomStream(.philox, seed: seed)
      var sought = RandomStream(.philox, seed: 0)
      sought.withGSL { cstreams_philox_seek($0.pointee.state, seed, [0, 0, 0, 0]) }
      for _ in 0..<9 { #expect(seeded.nextWord() == sought.nextWord()) }
    }
  }

  /// Fills of every length, begun at every place in a block, are the words one by one.
  @Test func fillsAreTheWords() {
    for skipped in 0..<5 {
      for count in Array(0..<40) + [255, 256, 257, 1000] {
        var filled = RandomStream(.philox, seed: 77)
        var single = RandomStream(.philox, seed: 77)
        for _ in 0..<skipped { #expect(filled.nextWord() == single.nextWord()) }
        var uniforms = [Float](repeating: -1, count: count)
        var span = uniforms.mutableSpan
        filled.fill(&span)
        #expect(uniforms == (0..<count).map { _ in UniformLattice.value(word: single.nextWord()) })
        #expect(filled.nextWord() == single.nextWord(), "after \(skipped) and a fill of \(count)")
      }
    }
  }

  /// The block number carries from the first counter word into the second and never into the sequence.
  @Test func blockNumbersCarry() {
    let key = StreamKey(seed: 1, path: [])
    for (counter, next) in [
      ((UInt32.max, 5, 6, 7), (0, 6, 6, 7)), ((.max, .max, 6, 7), (0, 0, 6, 7)),
    ] as [((UInt32, UInt32, UInt32, UInt32), (UInt32, UInt32, UInt32, UInt32))] {
      var words = RandomStream(key, counter: counter)
      var fill = RandomStream(key, counter: counter)
      var following = RandomStream(key, counter: next)
      for _ in 0..<4 { _ = words.nextWord() }
      var uniforms = [Float](repeating: 0, count: 12)
      var span = uniforms.mutableSpan
      fill.fill(&span)
      for index in 4..<12 {
        let word = words.nextWord()
        #expect(word == following.nextWord())
        #expect(uniforms[index] == UniformLattice.value(word: word))
      }
    }
  }
}
