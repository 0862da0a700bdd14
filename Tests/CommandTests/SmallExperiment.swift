import Digest
import Foundation

/// An experiment of some tens of milliseconds a run, for the command.
enum SmallExperiment {
  static let text = """
    schema: sluice/experiment/v1
    name: small
    kind: train
    seed: 7
    replicates: 4
    task: {kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}
    network: {hidden: 6}
    gates: {all: {kind: sigmoid}}
    training: {updates: 200, batch: 8, optimizer: {kind: adam, learning_rate: 0.01}, clip_norm: 1}
    evaluation: {every: 50, modes: [native, sample], samples: 3, select: validation.native.mse}
    telemetry: {gates: true}
    sweep:
      gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}]
    compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}

    """

  /// The SHA-256 of every stable file of a results folder, by name.
  static func digests(_ folder: String) throws -> [String: String] {
    var digests: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasSuffix(".csv") || name.hasSuffix(".json") {
      guard !["timings.csv", "provenance.json"].contains(name) else { continue }
      digests[name] = SHA256.hexadecimal(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }
    return digests
  }
}
