import Gating
import RandomStreams
import Recurrence

/// All outcomes of the draws of some steps, numbered: one digit for each draw, in causal order.
///
/// A Bernoulli gate's draw has two values, a mask's one more than it has rates; a continuous draw has the nodes of a
/// quadrature in u. Leaf k of the tree has as digits those of k, the last draw varying fastest.
struct OutcomeTree {
  /// What a draw decides.
  enum Law {
    /// The value of a gate.
    case gate(any GatePolicy)
    /// Masks on states, which change where u passes one of the limits.
    case mask(limits: [Double])
  }

  /// One draw of all units of a gate or a mask.
  struct Draw {
    let place: NoisePlace
    let law: Law
    /// Values of each unit's draw.
    let radix: Int
    /// How far apart the leaves are at which the first unit's digit changes; the others' follow.
    let strides: [Int]
  }

  /// Which draws of the steps are numbered.
  enum Part {
    /// All.
    case all
    /// Those that each step has anew.
    case stepwise
    /// Those of masks that stay for the whole sequence.
    case wholeSequence
  }

  /// The draws by place.
  let draws: [NoisePlace: Draw]
  /// Outcomes; `nil` where there are more than `limit`.
  let count: Int?
  /// Outcomes, however many.
  let size: Double
  /// The rule for continuous draws.
  let quadrature: LawQuadrature

  /// The tree of so many steps.
  init(
    _ gates: GateAssignment, _ configuration: NetworkConfiguration, steps: Int, part: Part = .all,
    quadrature: LawQuadrature, limit: Int
  ) {
    self.quadrature = quadrature
    var choices: [Choice] = []
    for step in 0..<steps {
      for layer in 0..<configuration.layers {
        choices += Choice.masks(gates, configuration, part, layer, step)
        if part != .wholeSequence {
          choices += Choice.gates(gates, configuration, quadrature, layer, step)
        }
      }
    }
    size = choices.reduce(1.0) { size, choice in
      (0..<choice.width).reduce(size) { size, _ in size * Double(choice.radix) }
    }
    guard size <= Double(limit) else {
      (draws, count) = ([:], nil)
      return
    }
    var stride = 1
    var draws: [NoisePlace: Draw] = [:]
    for choice in choices.reversed() {
      var strides = [Int](repeating: 0, count: choice.width)
      for unit in strides.indices.reversed() {
        strides[unit] = stride
        stride *= choice.radix
      }
      draws[choice.place] = Draw(
        place: choice.place, law: choice.law, radix: choice.radix, strides: strides)
    }
    self.draws = draws
    count = stride
  }
}

/// One draw before it is numbered.
private struct Choice {
  let place: NoisePlace
  let law: OutcomeTree.Law
  let radix: Int
  let width: Int

  /// The draws of the gates of a layer and step.
  static func gates(
    _ gates: GateAssignment, _ configuration: NetworkConfiguration, _ quadrature: LawQuadrature, _ layer: Int,
    _ step: Int
  ) -> [Choice] {
    configuration.policyGates.flatMap { gate in
      let policy = gates[gate]
      return (0..<policy.drawsPerUnit).map { draw in
        Choice(
          place: NoisePlace(channel: gate.channel, subDraw: draw, layer: layer, step: step),
          law: .gate(policy),
          radix: policy.isBernoulli ? 2 : quadrature.count(of: policy, draw: draw),
          width: configuration.hidden)
      }
    }
  }

  /// The draws of the masks; masks at one place share them.
  static func masks(
    _ gates: GateAssignment, _ configuration: NetworkConfiguration, _ part: OutcomeTree.Part, _ layer: Int,
    _ step: Int
  ) -> [Choice] {
    let masks = gates.stateMasks(of: configuration.structure).filter { mask in
      switch part {
      case .all: !mask.isForWholeSequence || step == 0
      case .stepwise: !mask.isForWholeSequence
      case .wholeSequence: mask.isForWholeSequence
      }
    }
    var places: [NoisePlace] = []
    for mask in masks where !places.contains(mask.place(layer: layer, step: step)) {
      places.append(mask.place(layer: layer, step: step))
    }
    return places.map { place in
      let here = masks.filter { $0.place(layer: layer, step: step) == place }
      let limits = Set(here.map(\.limit)).sorted()
      return Choice(
        place: place, law: .mask(limits: limits), radix: limits.count + 1,
        width: here[0].width(configuration, layer: layer))
    }
  }
}

extension StateMask {
  /// Draws in a row.
  fileprivate func width(_ configuration: NetworkConfiguration, layer: Int) -> Int {
    if isForWholeStep { return 1 }
    return target == .input ? configuration.inputWidth(layer: layer) : configuration.hidden
  }
}
