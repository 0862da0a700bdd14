import CKernels
import Testing

/// Known answers published with Random123 (Salmon and others, 2011), for Philox4x32-10.
struct PhiloxKnownAnswer: Sendable {
  let counter, key, words: [UInt32]
  static let all = [
    Self(
      counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    Self(
      counter: [.max, .max, .max, .max], key: [.max, .max],
      words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    Self(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0],
      words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]
}

@Suite struct PhiloxTests {
  static func block(_ counter: [UInt32], _ key: [UInt32]) -> [UInt32] {
    written(4) { ckernels_philox_block(counter, key, $0) }
  }

  @Test(arguments: PhiloxKnownAnswer.all) func knownAnswers(_ answer: PhiloxKnownAnswer) {
    #expect(Self.block(answer.counter, answer.key) == answer.words)
    for table in tables {
      let words: [UInt32] = written(4) { table.philox_words(answer.key, answer.counter, $0, 4) }
      #expect(words == answer.words, "\(table.path)")
    }
  }

  /// Element e is word e mod 4 of block e/4, whatever the count; nothing is written past the end.
  @Test func fillsAreBlocksInOrder() {
    let key: [UInt32] = [0xdead_beef, 17]
    // The counter's first word wraps in the middle of the fill.
    let counter: [UInt32] = [.max - 20, 3, 4, 5]
    let expected = (0..<80).flatMap { Self.block([counter[0] &+ $0, 3, 4, 5], key) }
    for table in tables {
      for count in 0...300 {
        var words = [UInt32](repeating: 7, count: count + 1)
        table.philox_words(key, counter, &words, count)
        #expect(words == expected.prefix(count) + [7])
        var uniforms = [Float](repeating: 7, count: count + 1)
        table.philox_uniforms(key, counter, &uniforms, count)
        #expect(uniforms == expected.prefix(count).map(Self.uniform) + [7])
      }
    }
  }

  static func uniform(_ word: UInt32) -> Float { Float((Double(word >> 9) + 0.5) * 0x1p-23) }

  /// Row r is the fill with counter word 2 = sequences[r].
  @Test func rowsAreTheirSequencesFills() {
    let key: [UInt32] = [1, 2]
    for table in tables {
      for units in [1, 2, 3, 4, 5, 8, 15, 16, 31, 32, 33, 64, 65, 110, 128, 300] {
        for rows in [0, 1, 2, 3, 7, 16, 33] {
          let sequences = (0..<rows).map { UInt32($0 * 977 + 5) }
          var uniforms = [Float](repeating: 7, count: rows * units + 1)
          table.philox_uniform_rows(key, [4096, 9, 12345, 8], sequences, rows, units, &uniforms)
          let expected = sequences.flatMap { sequence in
            written(units) { portable.philox_uniforms(key, [4096, 9, sequence, 8], $0, units) }
          }
          #expect(uniforms == expected + [7], "\(rows) × \(units)")
        }
      }
    }
  }

  /// The ends of the lattice: never 0, never 1, and 1 − u is on it too.
  @Test func uniformsStayInside() {
    #expect(Self.uniform(0) == 0x1p-24)
    #expect(Self.uniform(.max) == 1 - 0x1p-24)
    let u: [Float] = written(4096) { portable.philox_uniforms([3, 4], [0, 0, 0, 0], $0, 4096) }
    #expect(
      u.allSatisfy { $0 > 0 && $0 < 1 && (Double($0) * 0x1p24).truncatingRemainder(dividingBy: 2) == 1 })
    // The mean of 4,096 uniforms has a standard deviation of 0.0045; the draws are fixed, so this cannot flicker.
    #expect(abs(u.reduce(0.0) { $0 + Double($1) } / 4096 - 0.5) < 0.0135)
  }
}
