import RandomStreams
import Recurrence
import Sequences

/// Gates whose draws are independent of each other, given everything before them: those of one layer and step.
///
/// With peepholes the output gate sees the new cell and with it the input and the forget gate's draws; it then is a
/// group of its own, after theirs.
struct CausalGroup: Sendable, Hashable {
  let layer: Int
  let step: Int
  let gates: [CellGate]

  /// The groups of a pass in causal order: step by step, layer by layer.
  static func all(_ pass: EstimationPass, _ configuration: NetworkConfiguration) -> [CausalGroup] {
    let parts = parts(pass.gates.drawn(in: configuration), configuration)
    return (0..<(pass.batch.lengths.max() ?? 0)).flatMap { step in
      (0..<configuration.layers).flatMap { layer in
        parts.map { CausalGroup(layer: layer, step: step, gates: $0) }
      }
    }
  }

  /// The gates of each group of a layer and step, given those that are drawn.
  static func parts(_ drawn: [CellGate], _ configuration: NetworkConfiguration) -> [[CellGate]] {
    let early = drawn.filter { $0 != .output }
    let split = configuration.peepholes && drawn.contains(.output) && !early.isEmpty
    return split ? [early, [.output]] : [drawn]
  }

  /// Whether a place is that of one of the group's gates.
  func contains(_ place: NoisePlace) -> Bool {
    place.layer == layer && place.step == step && gates.contains { $0.channel == place.channel }
  }

  /// Whether a gate's value at a place depends on the group's draws.
  func reaches(_ place: NoisePlace) -> Bool {
    if place.step == step, place.layer == layer {
      return place.channel == .output && !gates.contains(.output)
    }
    return place.step >= step && place.layer >= layer
  }
}
