import RandomStreams
import Recurrence
import Sequences

/// Gates whose draws are independent of each other, given everything before them.
///
/// Mostly those of one layer and step. With peepholes the output gate sees the new cell and with it the input and the forget
/// gate's draws; it then is a group of its own, after theirs.
///
/// Where no drawn gate of a cell sees the state (`CellGate.isFree`), the gates of all steps of a layer are one group: what
/// they see is decided by the inputs and the layers below. The layers above come after it, at every step.
struct CausalGroup: Sendable, Hashable {
  let layer: Int
  let steps: Range<Int>
  let gates: [CellGate]

  /// The groups of a pass in causal order: step by step, layer by layer, or layer by layer where gates are free.
  static func all(_ pass: EstimationPass, _ configuration: NetworkConfiguration) -> [CausalGroup] {
    let drawn = pass.gates.drawn(in: configuration)
    let (parts, steps) = (parts(drawn, configuration), 0..<(pass.batch.lengths.max() ?? 0))
    let stretches = areFree(drawn) ? [steps] : steps.map { $0..<$0 + 1 }
    return stretches.flatMap { steps in
      (0..<configuration.layers).flatMap { layer in
        parts.map { CausalGroup(layer: layer, steps: steps, gates: $0) }
      }
    }
  }

  /// How many groups there are for so many steps.
  static func count(_ drawn: [CellGate], _ configuration: NetworkConfiguration, steps: Int) -> Int {
    parts(drawn, configuration).count * configuration.layers * (areFree(drawn) ? min(1, steps) : steps)
  }

  /// Whether the draws of all steps of a layer are independent of each other.
  private static func areFree(_ drawn: [CellGate]) -> Bool { drawn.allSatisfy(\.isFree) }

  /// The gates of each group of a layer and step, given those that are drawn.
  private static func parts(_ drawn: [CellGate], _ configuration: NetworkConfiguration) -> [[CellGate]] {
    let early = drawn.filter { $0 != .output }
    let split = configuration.peepholes && drawn.contains(.output) && !early.isEmpty
    return split ? [early, [.output]] : [drawn]
  }

  /// The group's gates at each of its steps.
  var places: [GatePlace] {
    steps.flatMap { step in gates.map { GatePlace(gate: $0, layer: layer, step: step) } }
  }

  /// Whether a place is that of one of the group's gates.
  func contains(_ place: NoisePlace) -> Bool {
    place.layer == layer && steps.contains(place.step) && gates.contains { $0.channel == place.channel }
  }

  /// Whether a gate's value at a place depends on the group's draws, or is another of the group's.
  func reaches(_ place: NoisePlace) -> Bool {
    if place.layer == layer, steps.contains(place.step) {
      return place.channel == .output && !gates.contains(.output)
    }
    return place.step >= steps.lowerBound && place.layer >= layer
  }
}
