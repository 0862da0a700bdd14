import RandomStreams
import Testing

/// Noise from GSL's own generators: a stream a channel, read in the order (step, layer, sequence, unit).
@Suite struct SequentialNoiseTests {
  static let names = ["mt19937", "ranlxd2", "taus2", "uni"]

  /// What the documentation says, read off one stream.
  private static func expected(
    _ generator: Generator, _ purpose: StreamPurpose, _ channel: NoiseChannel, _ subDraw: Int, count: Int
  ) -> [Float] {
    let seed = NoiseStreams(generator: generator, seed: Fixtures.seed)
      .seed(replicate: 2, purpose: purpose, channel: channel, subDraw: subDraw)
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
  /// Made by a C program from GSL alone, with the seeds that `streams.py` gives for this stream: 65180854, for
  /// `uni` 11690 and for `uni32` 130361709.
  @Test(
    arguments: [
      ("cmrg", [7_451_136, 1_002_086, 7_154_100, 5_192_708]),
      ("fishman20", [1_099_455, 5_476_789, 3_101_387, 3_991_290]),
      ("gfsr4", [2_278_034, 3_050_749, 8_346_111, 4_694_803]),
      ("minstd", [1_085_754, 3_057_166, 1_573_848, 2_399_000]),
      ("mrg", [446_123, 3_481_588, 7_855_114, 5_804_019]),
      ("mt19937", [3_706_839, 2_985_216, 1_321_629, 4_893_761]),
      ("ran0", [2_200_494, 6_729_772, 3_678_362, 6_581_815]),
      ("rand48", [2_640_924, 7_797_719, 4_156_198, 3_124_508]),
      ("randu", [2_121_150, 2_046_778, 1_578_927, 7_829_773]),
      ("ranlux389", [4_359_567, 5_238_640, 7_713_066, 1_848_602]),
      ("ranlxd2", [4_416_511, 3_732_953, 5_443_019, 6_622_994]),
      ("taus2", [2_001_931, 6_185_674, 1_147_661, 7_702_242]),
      ("uni", [1_560_623, 4_526_218, 2_052_158, 3_837_813]),
      ("uni32", [7_415_493, 507_704, 2_635_312, 5_393_826]),
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
