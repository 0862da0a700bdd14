import Gating
import RandomStreams
import Recurrence

/// All outcomes of a sequence's draws, numbered: one digit for each draw, in causal order.
///
/// A Bernoulli gate's draw has two values; a continuous one has the nodes of a quadrature in u. Steps past the sequence's
/// end have none. Leaf k of the tree has as digits those of k, the last draw varying fastest.
struct OutcomeTree {
  /// One draw of all units of a gate.
  struct Draw {
    let place: NoisePlace
    let policy: any GatePolicy
    /// Values of each unit's draw.
    let radix: Int
    /// How far apart the leaves are at which the first unit's digit changes; the others' follow.
    let strides: [Int]
  }

  /// The draws by place.
  let draws: [NoisePlace: Draw]
  /// Outcomes; `nil` where there are more than `limit`.
  let count: Int?
  /// Outcomes, however many.
  let size: Double
  /// The rule for continuous draws.
  let quadrature: LawQuadrature

  /// The tree of a sequence of so many steps.
  init(
    _ gates: GateAssignment, _ configuration: NetworkConfiguration, steps: Int, quadrature: LawQuadrature,
    limit: Int
  ) {
    self.quadrature = quadrature
    var places: [(NoisePlace, any GatePolicy, Int)] = []
    for step in 0..<steps {
      for layer in 0..<configuration.layers {
        for gate in configuration.variant.gates {
          for draw in 0..<gates[gate].drawsPerUnit {
            places.append(
              (
                NoisePlace(channel: gate.channel, subDraw: draw, layer: layer, step: step), gates[gate],
                gates[gate].isBernoulli ? 2 : quadrature.count(of: gates[gate], draw: draw)
              ))
          }
        }
      }
    }
    size = places.reduce(1.0) { size, place in
      (0..<configuration.hidden).reduce(size) { size, _ in size * Double(place.2) }
    }
    guard size <= Double(limit) else {
      (draws, count) = ([:], nil)
      return
    }
    var stride = 1
    var draws: [NoisePlace: Draw] = [:]
    for (place, policy, radix) in places.reversed() {
      var strides = [Int](repeating: 0, count: configuration.hidden)
      for unit in strides.indices.reversed() {
        strides[unit] = stride
        stride *= radix
      }
      draws[place] = Draw(place: place, policy: policy, radix: radix, strides: strides)
    }
    self.draws = draws
    count = stride
  }
}
