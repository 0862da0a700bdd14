import Digest
import Foundation

/// A sweep that uses everything and takes milliseconds: three policies, sampled evaluation, telemetry, floors.
package enum SmallTraining {
  /// The text of the experiment file.
  package static func text(replicates: Int, hidden: Int, updates: Int, every: Int) -> String {
    """
    schema: sluice/experiment/v1
    name: small
    kind: train
    seed: 7
    replicates: \(replicates)
    task: {kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}
    network: {hidden: \(hidden)}
    gates: {all: {kind: sigmoid}}
    training: {updates: \(updates), batch: 8, optimizer: {kind: adam, learning_rate: 0.01}, clip_norm: 1}
    evaluation: {every: \(every), modes: [native, sample], samples: 3, select: validation.native.mse}
    telemetry: {gates: true}
    sweep:
      gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}]
    compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}

    """
  }

  /// The files of a results folder that differ between identical runs.
  package static let volatile: Set = [
    "timings.csv", "provenance.json", "history.json", "ro-crate-metadata.json",
  ]

  /// The SHA-256 of every stable file of a results folder, by name.
  package static func digests(_ folder: String) throws -> [String: String] {
    var digests: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasSuffix(".csv") || name.hasSuffix(".json") {
      guard !volatile.contains(name) else { continue }
      digests[name] = SHA256.hexadecimal(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }
    return digests
  }
}
