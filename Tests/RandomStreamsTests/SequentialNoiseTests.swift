import RandomStreams
import Testing

/// Noise from GSL's own generators: a stream a channel, read in the order (step, layer, sequence, unit).
@Suite struct SequentialNoiseTests {
  static let names = ["mt19937", "ranlxd2", "taus2", "uni"]

  /// What the documentation says, read off one stream.
  private static func expected(
    _ generator: Generator, _ purpose: StreamPurpose, _ channel: NoiseChannel, _ subDraw: Int, count: Int
  ) -> [Float] {
    let index = SeedPermutation.index(replicate: 2, purpose: purpose, channel: channel, subDraw: subDraw)
    let seed = SeedPermutation(seed: Fixtures.seed).seed(index: index)
    var stream = RandomStream(generator, seed: UInt64(seed))
    return (0..<count).map { _ in stream.nextUniform() }
  }

  @Test(arguments: names)
  func orderOfDraws(name: String) throws {
    let generator = try Generator(named: name)
    let field = Fixtures.field(generator, purpose: .trainingNoise)
    let stream = Self.expected(generator, .trainingNoise, .forget, 1, count: 2 * 3 * 2 * 2 * 5)
    for pass in 0..<2 {
      field.begin(time: UInt32(pass), steps: 3, layers: 2, units: 5, sequences: [7, 3])
      for layer in [1, 0] {
        for step in [2, 0, 1] {
          let start = pass * 60 + (step * 2 + layer) * 10
          let draws = Fixtures.fill(field, 2, 5, .forget, 1, layer: layer, step: step)
          #expect(draws == Array(stream[start..<start + 10]))
        }
      }
    }
  }

  /// First draws as literals: a change of seeds, order or lattice shows here.
  ///
  /// Made by a C program from GSL alone, with the seed 1386956071 that `streams.py` gives for this stream.
  @Test(
    arguments: [
      ("cmrg", [7_148_930, 7_031_331, 1_190_116, 7_424_526]),
      ("gfsr4", [4_974_455, 453_251, 5_585_806, 5_515_578]),
      ("minstd", [6_965_549, 6_971_572, 7_535_590, 7_853_237]),
      ("mrg", [1_126_481, 7_251_405, 5_537_341, 4_402_378]),
      ("mt19937", [3_297_570, 5_954_365, 2_259_050, 252_170]),
      ("rand48", [6_839_919, 5_883_451, 1_416_648, 7_817_711]),
      ("randu", [4_008_143, 454_510, 208_203, 5_547_233]),
      ("ranlux389", [2_635_668, 8_343_162, 5_493_462, 6_084_795]),
      ("ranlxd2", [3_711_945, 2_124_630, 3_473_453, 5_114_692]),
      ("slatec", [3_149_190, 4_614_436, 4_500_282, 6_573_480]),
      ("taus2", [5_747_187, 3_735_685, 4_380_429, 2_761_873]),
      ("uni", [2_584_654, 3_092_318, 4_059_003, 1_027_871]),
    ] as [(String, [UInt32])])
  func golden(name: String, ks: [UInt32]) throws {
    let field = Fixtures.field(try Generator(named: name), purpose: .evaluationNoise)
    field.begin(time: 0, steps: 1, layers: 1, units: 4, sequences: [0])
    let draws = Fixtures.fill(field, 1, 4, .input, 0, layer: 0, step: 0)
    #expect(draws == ks.map(UniformLattice.value(index:)))
  }

  /// A channel that was idle, or never asked for, in one pass gives the same draws in the next.
  @Test(arguments: names)
  func idleChannelsShiftNobody(name: String) throws {
    let generator = try Generator(named: name)
    let busy = Fixtures.field(generator, purpose: .trainingNoise)
    let idle = Fixtures.field(generator, purpose: .trainingNoise)
    for (time, batch) in [3, 1, 2].enumerated() {
      let sequences = (0..<batch).map { UInt32($0) }
      for field in [busy, idle] {
        field.begin(time: UInt32(time), steps: 2, layers: 1, units: 3, sequences: sequences)
      }
      _ = Fixtures.fill(busy, batch, 3, .output, 0, layer: 0, step: 0)
      for subDraw in 0..<4 { _ = Fixtures.fill(busy, batch, 3, .input, subDraw, layer: 0, step: 1) }
    }
    for channel in [NoiseChannel.output, .input] {
      for step in [1, 0] {
        #expect(
          Fixtures.fill(busy, 2, 3, channel, 0, layer: 0, step: step)
            == Fixtures.fill(idle, 2, 3, channel, 0, layer: 0, step: step))
      }
    }
  }

  @Test(arguments: names + ["philox4x32-10"])
  func restartGoesBackToTheStart(name: String) throws {
    let field = Fixtures.field(try Generator(named: name), purpose: .evaluationNoise)
    func curve() -> [[Float]] {
      field.restart()
      return (0..<3).map { sample in
        field.begin(time: UInt32(sample), steps: 2, layers: 1, units: 4, sequences: [1, 2])
        return Fixtures.fill(field, 2, 4, .forget, 0, layer: 0, step: 1)
      }
    }
    let first = curve()
    #expect(Set(first.joined()).count == 24)
    #expect(curve() == first)
  }

  /// Streams of different channels, sub-draws, purposes and replicates start differently.
  @Test(arguments: names)
  func streamsDiffer(name: String) throws {
    let generator = try Generator(named: name)
    var firsts: [[Float]] = []
    for purpose in [StreamPurpose.trainingNoise, .evaluationNoise] {
      for replicate in 0..<2 {
        let field = NoiseField(
          generator: generator, seed: 1, replicate: replicate, purpose: purpose, sharing: .perStep,
          scope: .unit)
        field.begin(time: 0, steps: 1, layers: 1, units: 8, sequences: [0])
        for channel in NoiseChannel.allCases {
          for subDraw in 0..<4 {
            firsts.append(Fixtures.fill(field, 1, 8, channel, subDraw, layer: 0, step: 0))
          }
        }
      }
    }
    #expect(Set(firsts).count == 112)
  }
}
