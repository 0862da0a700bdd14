import CGSL
import RandomStreams
import Testing

/// Every generator of GSL has as many different noise streams as it says.
@Suite struct NoiseStreamsTests {
  @Test(
    arguments: [
      ("mt19937", 59_799_960), ("coveyou", 239_199_842), ("uni32", 119_599_921), ("zuf", 2400),
    ] as [(String, UInt32)])
  func golden(name: String, seed: UInt32) throws {
    let streams = NoiseStreams(generator: try Generator(named: name), seed: 20_170_528)
    #expect(
      streams.seed(replicate: 200, purpose: .evaluationNoise, channel: .output, subDraw: 1) == seed)
  }

  @Test func numbersAreDense() {
    var numbers: Set<UInt32> = []
    for replicate in 0..<3 {
      for purpose in [StreamPurpose.trainingNoise, .evaluationNoise] {
        for channel in NoiseChannel.allCases {
          for subDraw in 0..<NoiseChannel.subDraws {
            let number = NoiseStreams.number(
              replicate: replicate, purpose: purpose, channel: channel, subDraw: subDraw)
            #expect(numbers.insert(number).inserted)
            #expect(Int(number) / NoiseStreams.perReplicate == replicate)
          }
        }
      }
    }
    #expect(numbers.count == 3 * 56)
  }

  @Test func maximumReplicates() throws {
    let limits = ["mt19937": 1_048_576, "uni": 256, "zuf": 256, "slatec": 0, "philox4x32-10": Int.max]
    for (name, limit) in limits {
      #expect(try Generator(named: name).maximumReplicates == limit)
    }
    #expect(Generator.all.count { $0.maximumReplicates >= 1_000_000 } == Generator.all.count - 3)
  }

  /// The first draws of many streams all differ, of the first and the last replicates a generator has.
  ///
  /// GSL takes some seeds for others: `uni` all above 16383, `slatec` those equal modulo 8, … and a clash here
  /// would give, say, the input and the forget gate the same noise. Small spaces are tried in full.
  @Test(arguments: Generator.all.filter { !$0.isAddressed && $0.maximumReplicates > 0 })
  func streamsDiffer(generator: Generator) {
    let streams = NoiseStreams(generator: generator, seed: 77)
    let last = generator.maximumReplicates
    let replicates = last <= 256 ? Array(0..<last) : [0, 1, 2, last - 2, last - 1]
    var firsts: Set<[Float]> = []
    var count = 0
    var standing: [UInt32] = []
    for replicate in replicates {
      for purpose in [StreamPurpose.trainingNoise, .evaluationNoise] {
        for channel in NoiseChannel.allCases {
          for subDraw in 0..<NoiseChannel.subDraws {
            let seed = streams.seed(
              replicate: replicate, purpose: purpose, channel: channel, subDraw: subDraw)
            var stream = RandomStream(generator, seed: UInt64(seed))
            let draws = (0..<8).map { _ in stream.nextUniform() }
            if Set(draws).count == 1 { standing.append(seed) }
            firsts.insert(draws)
            count += 1
          }
        }
      }
    }
    #expect(firsts.count == count)
    #expect(standing == [], "the streams of these seeds stand still")
  }

  @Test func tooManyReplicatesTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = NoiseField(
        generator: try Generator(named: "uni"), seed: 1, replicate: 256, purpose: .trainingNoise,
        sharing: .perStep, scope: .unit)
    }
    await #expect(processExitsWith: .failure) {
      _ = NoiseField(
        generator: try Generator(named: "slatec"), seed: 1, replicate: 0, purpose: .trainingNoise,
        sharing: .perStep, scope: .unit)
    }
  }
}
