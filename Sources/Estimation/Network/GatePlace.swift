import RandomStreams
import Recurrence

/// A kind of gate in a layer and step.
struct GatePlace: Sendable, Hashable {
  let gate: CellGate
  let layer: Int
  let step: Int

  /// Where its draws are read.
  var noise: NoisePlace { NoisePlace(channel: gate.channel, layer: layer, step: step) }
}
