import RandomStreams
import Recurrence
import Sequences

/// One drawn gate of a sequence, chosen uniformly among all of its steps, layers, kinds and units.
///
/// With a uniform u = (k + ½)·2⁻²³ and D gates the choice is ⌊u·D⌋, where units go fastest, then the kinds i, f, o, then layers, then
/// steps. The lattice of u does not divide evenly by D; the weight of a choice is one over its exact share of the lattice's points, so
/// that an estimate weighted by it has no bias from that. It is D where D is a power of 2, and within D·2⁻²³ of it elsewhere.
///
/// The uniform has an address that nothing else reads: channel 6, sub-draw 1, layer 0, step 0, unit 0.
struct GateChoice: Sendable, Hashable {
  /// The points of the lattice, and so the most gates that can all be chosen.
  static let limit = 1 << 23

  let place: GatePlace
  let unit: Int
  /// One over the probability of the choice.
  let weight: Double

  /// The choice that a uniform makes among the gates of a sequence of so many steps.
  init(_ uniform: Double, gates: [CellGate], steps: Int, layers: Int, hidden: Int) {
    let count = gates.count * steps * layers * hidden
    let index = min(Int(uniform * Double(count)), count - 1)
    unit = index % hidden
    place = GatePlace(
      gate: gates[index / hidden % gates.count], layer: index / (hidden * gates.count) % layers,
      step: index / (hidden * gates.count * layers))
    weight =
      Double(Self.limit) / Double(Self.points(below: index + 1, count) - Self.points(below: index, count))
  }

  /// Points of the lattice whose choice among `count` is below `index`: the k with (k + ½)·count < index·2²³.
  private static func points(below index: Int, _ count: Int) -> Int {
    (2 * index * limit + count - 1) / (2 * count)
  }

  /// The choice of each sequence of a pass.
  static func choices(
    _ pass: EstimationPass, _ configuration: NetworkConfiguration, _ noise: any NoiseSource
  ) -> [GateChoice] {
    let uniforms: [Double] = noise.uniforms(
      pass.batch.count, at: NoisePlace(channel: .step, subDraw: 1, layer: 0, step: 0))
    let gates = pass.gates.drawn(in: configuration)
    return zip(uniforms, pass.batch.lengths).map { uniform, steps in
      GateChoice(
        uniform, gates: gates, steps: steps, layers: configuration.layers, hidden: configuration.hidden)
    }
  }

  /// The rows that chose a gate of each place.
  static func rows(of choices: [GateChoice]) -> [GatePlace: [Int]] {
    Dictionary(grouping: choices.indices) { choices[$0].place }
  }
}
