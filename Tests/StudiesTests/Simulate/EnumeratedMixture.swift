import Foundation
import Testing

/// One unit whose gate mixes old state and candidate, and sees its inputs alone; its law written a second time: every outcome of
/// all its draws is visited.
struct EnumeratedMixture: Sendable, CustomTestStringConvertible {
  let kind: String
  /// The weights of each block: z = w·x + b.
  let blocks: [(name: String, w: Double, b: Double)]
  /// Whether blocks see the hidden state, by a weight of 0.
  let seesState: Bool
  /// Whether an open gate keeps the old state.
  let keeps: Bool
  /// Noise on the state as an experiment file names it.
  var noise = "{kind: none}"
  /// With what chance the mask acts, and then and otherwise: what is written, what the state is multiplied by, whether it is held.
  var rate = 0.0
  var acts: (write: Double, state: Double, holds: Bool) = (1, 1, false)
  var rests: (write: Double, state: Double, holds: Bool) = (1, 1, false)

  var testDescription: String { "\(kind), \(noise)" }

  static let inputs = [0.5, -1, 2, 0.25]
  static let start = 0.75

  private static let plain = [
    EnumeratedMixture(
      kind: "ugrnn", blocks: [("update", 0.5, 0.7), ("candidate", -0.8, 0.3)], seesState: true, keeps: true),
    EnumeratedMixture(
      kind: "min_gru", blocks: [("update", 0.5, -0.4), ("candidate", -0.8, 0.3)], seesState: false,
      keeps: false),
    EnumeratedMixture(
      kind: "min_lstm", blocks: [("forget", 0.5, 0.7), ("input", -1, 0.2), ("candidate", -0.8, 0.3)],
      seesState: false, keeps: false),
  ]

  /// Each cell, plain and under each noise that leaves its moments a closed form.
  static let all = plain.flatMap { cell in
    var (held, dropped, multiplied) = (cell, cell, cell)
    (held.noise, held.rate, held.acts.holds) = ("{kind: zoneout, cell_rate: 0, hidden_rate: 0.3}", 0.3, true)
    (dropped.noise, dropped.rate) = ("{kind: recurrent_dropout, rate: 0.25}", 0.25)
    (dropped.acts.write, dropped.rests.write) = (0, 4.0 / 3)
    (multiplied.noise, multiplied.rate) = ("{kind: naive_cell_dropout, rate: 0.25}", 0.25)
    (multiplied.acts.state, multiplied.rests.state) = (0, 4.0 / 3)
    return [cell, held, dropped, multiplied]
  }

  /// The same cell as an experiment.
  var text: String {
    let weights = blocks.map { "    \($0.name): {w: [[\($0.w)\(seesState ? ", 0" : "")]], b: [\($0.b)]}" }
    return """
      schema: sluice/experiment/v1
      name: mixture
      kind: simulate
      seed: 19
      replicates: 2000
      precision: float64
      inputs: [\(Self.inputs.map { "[\($0)]" }.joined(separator: ", "))]
      initial: {hidden: [\(Self.start)]}
      network:
        hidden: 1
        cell: {kind: \(kind)}
        weights:
      \(weights.joined(separator: "\n"))
      gates: {all: {kind: bernoulli}}
      state_noise: \(noise)

      """
  }

  /// The probability that the gate is open, and the candidate.
  private func step(_ x: Double) -> (probability: Double, candidate: Double) {
    func z(_ name: String) -> Double {
      let block = blocks.first { $0.name == name }!
      return block.w * x + block.b
    }
    func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    switch kind {
    case "ugrnn": return (sigmoid(z("update")), tanh(z("candidate")))
    case "min_gru": return (sigmoid(z("update")), z("candidate"))
    default:
      let (f, i) = (sigmoid(z("forget")), sigmoid(z("input")))
      return (i / (f + i), z("candidate"))
    }
  }

  /// Exact sums after each step, of the state and of what is kept of its first value.
  var sums: [EnumeratedCell.Sums] {
    var sums = Array(repeating: EnumeratedCell.Sums(), count: Self.inputs.count)
    func visit(_ place: Int, _ state: Double, _ kept: Double, _ weight: Double) {
      guard place < sums.count else { return }
      let (p, candidate) = step(Self.inputs[place])
      for (isOpen, share) in [(true, p), (false, 1 - p)] {
        for (mask, chance) in [(acts, rate), (rests, 1 - rate)] {
          let new = isOpen == keeps ? state : mask.write * candidate
          let next = mask.holds ? state : mask.state * new
          let left = mask.holds ? kept : isOpen == keeps ? mask.state * kept : 0
          let weight = weight * share * chance
          for power in 0..<4 { sums[place].cell[power] += weight * pow(next, Double(power + 1)) }
          for power in 0..<2 { sums[place].kept[power] += weight * pow(left, Double(power + 1)) }
          visit(place + 1, next, left, weight)
        }
      }
    }
    visit(0, Self.start, 1, 1)
    return sums
  }
}
