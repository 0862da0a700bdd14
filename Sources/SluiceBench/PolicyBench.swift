import ArgumentParser
import Benchmarks
import CKernels
import Catalog
import Gating
import RandomStreams

/// `sluice-bench policies`: what a gate costs, policy by policy.
struct PolicyBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "policies", abstract: "Nanoseconds per gate of every policy in the catalog.",
    discussion: """
      training: the law with its slopes, by the backward rule `auto`, from uniforms that are there. draws: what Philox takes \
      for those. native: the policy's own evaluation. Each the best of many calls, on one slice of pre-activations that \
      spread over −4…4.

      Example: sluice-bench policies --gates 4096
      """)

  @Option(help: "Gates in a call.") var gates = 4096
  @Option(help: "How long to repeat each, in seconds.") var seconds = 0.2
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard (1...NoiseAddress.units).contains(gates) else {
      throw ValidationError("a call has 1 to \(NoiseAddress.units) gates")
    }
  }

  func measure(_ show: (Report) throws -> Void) throws {
    var report = Report(
      "policies",
      title: "Gates, \(gates) in a call, kernels \(String(cString: ckernels().pointee.name))")
    let perDraw = drawing()
    for kind in PolicyCatalog().kinds {
      let policy = try PolicyCatalog().make(kind)
      let draws = Double(policy.drawsPerUnit)
      report.add(kind, "draws a gate", draws, "")
      report.add(kind, "training", training(policy), "ns")
      report.add(kind, "draws", perDraw * draws, "ns")
      report.add(kind, "native", native(policy), "ns")
    }
    try show(report)
  }

  /// Nanoseconds per gate.
  private func nanoseconds(_ body: () -> Void) -> Double {
    Turns.shortest(seconds: seconds, body) / Double(gates) * 1e9
  }

  private var preActivations: [Float] {
    (0..<gates).map { Float(($0 &* 7919) % gates) / Float(gates) * 8 - 4 }
  }

  private func training(_ policy: any GatePolicy) -> Double {
    let z = preActivations
    var stream = RandomStream(StreamKey(seed: 1, path: [.label("bench")]))
    let uniforms = (0..<policy.drawsPerUnit * gates).map { _ in stream.nextUniform() }
    var (values, slopes) = (z, z)
    let rule = AutomaticGradient()
    return nanoseconds {
      var gates = values.mutableSpan
      var derivatives = slopes.mutableSpan
      policy.sample(
        z.span, uniforms: uniforms.span, gates: &gates, slopes: &derivatives, rule: rule, epoch: 0)
    }
  }

  private func native(_ policy: any GatePolicy) -> Double {
    let z = preActivations
    var values = z
    return nanoseconds {
      var gates = values.mutableSpan
      policy.evaluate(z.span, gates: &gates)
    }
  }

  /// One uniform, as the engine asks for them.
  private func drawing() -> Double {
    let field = NoiseField(
      generator: .philox, seed: 1, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    field.begin(time: 0, steps: 1, layers: 1, units: gates, sequences: [0])
    var uniforms = [Float](repeating: 0, count: gates)
    return nanoseconds {
      var span = uniforms.mutableSpan
      field.fill(&span, at: NoisePlace(channel: .input, layer: 0, step: 0))
    }
  }
}
