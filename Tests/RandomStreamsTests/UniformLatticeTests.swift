import RandomStreams
import Testing

@Suite struct UniformLatticeTests {
  @Test func ends() {
    #expect(UniformLattice.value(word: 0) == 0x1p-24)
    #expect(UniformLattice.value(word: 0x1ff) == 0x1p-24)
    #expect(UniformLattice.value(word: 0x200) == 0x1.8p-23)
    #expect(UniformLattice.value(word: .max) == 1 - 0x1p-24)
    #expect(UniformLattice.smallest == UniformLattice.value(index: 0))
  }

  /// All 2²³ of them: exact, so evenly spaced in double precision, inside (0, 1), and symmetric.
  @Test func everyValueIsExact() {
    var wrong = 0
    for k in 0..<UniformLattice.count {
      let value = UniformLattice.value(index: k)
      let exact = Double(value) == (Double(k) + 0.5) / 8_388_608
      let mirrored = 1 - value == UniformLattice.value(index: UniformLattice.count - 1 - k)
      if !exact || !mirrored || !(value > 0 && value < 1) { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}
