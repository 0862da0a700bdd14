import ArgumentParser
import Benchmarks
import RandomStreams

/// `sluice-bench random`: what a uniform costs, by generator and by how it is asked for.
struct RandomBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "random", abstract: "Nanoseconds per uniform of Philox and of GSL's generators.",
    discussion: """
      rows: noise as the engine asks for it, 32 sequences of 128 units. block: a slice of a stream. one by one: a call for \
      each draw.

      Example: sluice-bench random --count 65536
      """)

  @Option(help: "Uniforms in a slice.") var count = 4096
  @Option(help: "How long to repeat each, in seconds.") var seconds = 0.05
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard count > 0 else { throw ValidationError("a slice has at least one uniform") }
  }

  func measure(_ show: (Report) throws -> Void) throws {
    var report = Report("random", title: "Uniforms, \(count) in a slice")
    for generator in [Generator.philox] + Generator.all.filter({ $0 != .philox }) {
      // Some old generators have too few seeds for the streams of a run.
      if generator.maximumReplicates > 0 { report.add(generator.name, "rows", rows(generator), "ns") }
      report.add(generator.name, "block", block(generator), "ns")
      report.add(generator.name, "one by one", oneByOne(generator), "ns")
    }
    try show(report)
  }

  private func nanoseconds(_ count: Int, _ body: () -> Void) -> Double {
    Turns.shortest(seconds: seconds, body) / Double(count) * 1e9
  }

  /// A pass of one step: for GSL's generators drawing happens as the pass begins.
  private func rows(_ generator: Generator) -> Double {
    let (sequences, units) = ((0..<UInt32(32)).map { $0 }, 128)
    let field = NoiseField(
      generator: generator, seed: 1, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    let channels: [NoiseChannel] = [.input, .forget, .output]
    var uniforms = [Float](repeating: 0, count: sequences.count * units)
    return nanoseconds(channels.count * uniforms.count) {
      field.begin(time: 0, steps: 1, layers: 1, units: units, sequences: sequences)
      var span = uniforms.mutableSpan
      for channel in channels { field.fill(&span, at: NoisePlace(channel: channel, layer: 0, step: 0)) }
    }
  }

  private func block(_ generator: Generator) -> Double {
    var stream = RandomStream(generator, seed: 1)
    var uniforms = [Float](repeating: 0, count: count)
    return nanoseconds(count) {
      var span = uniforms.mutableSpan
      stream.fill(&span)
    }
  }

  private func oneByOne(_ generator: Generator) -> Double {
    var stream = RandomStream(generator, seed: 1)
    var uniforms = [Float](repeating: 0, count: count)
    return nanoseconds(count) {
      var span = uniforms.mutableSpan
      for index in span.indices { span[index] = stream.nextUniform() }
    }
  }
}
