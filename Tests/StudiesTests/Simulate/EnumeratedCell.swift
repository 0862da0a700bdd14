import Foundation
import Recurrence

/// One unit that sees its inputs alone, its law written a second time: every outcome of all its draws is visited.
///
/// i and f are drawn 0 or 1, and so is the mask; four steps have 8⁴ outcomes.
struct EnumeratedCell {
  /// A noise on states as an experiment file names it, with what it does to a cell at a step.
  struct Noise: Sendable {
    let text: String
    var rate = 0.0
    /// (what is kept of c_{t−1} and of what is written) where the mask's draw is below `rate`, and elsewhere.
    var below: (write: Double, cell: Double, holds: Bool) = (1, 1, false)
    var above: (write: Double, cell: Double, holds: Bool) = (1, 1, false)

    static let all = [
      Noise(text: "{kind: none}"),
      Noise(text: "{kind: zoneout, cell_rate: 0.3, hidden_rate: 0.2}", rate: 0.3, below: (1, 1, true)),
      Noise(text: "{kind: stochastic_depth_in_time, rate: 0.4}", rate: 0.4, below: (1, 1, true)),
      Noise(
        text: "{kind: recurrent_dropout, rate: 0.25}", rate: 0.25, below: (0, 1, false),
        above: (4.0 / 3, 1, false)),
      Noise(
        text: "{kind: naive_cell_dropout, rate: 0.25}", rate: 0.25, below: (1, 0, false),
        above: (1, 4.0 / 3, false)),
    ]
  }

  /// Σ P·x, Σ P·x² and so on of the cell, and of what is kept of its first value, after a step.
  struct Sums {
    var cell = [0.0, 0, 0, 0]
    var kept = [0.0, 0]

    var variance: Double { cell[1] - cell[0] * cell[0] }
    var keptVariance: Double { max(0, kept[1] - kept[0] * kept[0]) }
    /// The variance of (c − E c)².
    var varianceOfSquares: Double {
      let m = cell[0]
      let fourth = cell[3] - 4 * m * cell[2] + 6 * m * m * cell[1] - 3 * m * m * m * m
      return max(0, fourth - variance * variance)
    }
  }

  static let inputs = [0.5, -1, 2, 0.25]
  static let start = 0.75

  let variant: LSTMVariant
  let convention: ForgetConvention
  let noise: Noise

  /// The weights: z = w·x + b.
  private static let weights = (input: (1.0, 0.2), forget: (0.5, 0.7), candidate: (-0.8, 0.3))

  /// The same cell as an experiment.
  var text: String {
    let sees = variant == .fgr ? ", r: [[0, 0, 0]]" : ""
    let rows: [(String, (Double, Double), String)] = [
      ("input", Self.weights.input, sees), ("forget", Self.weights.forget, sees),
      ("candidate", Self.weights.candidate, ""), ("output", (-1, 0.5), sees),
    ]
    let missing: [LSTMVariant: String] = [.nig: "input", .nfg: "forget", .nog: "output", .cifg: "forget"]
    let there = rows.filter { $0.0 != missing[variant] }
    let gates = there.filter { $0.0 != "candidate" }.map { "\($0.0): {kind: bernoulli}" }
    return """
      schema: sluice/experiment/v1
      name: enumerated
      kind: simulate
      seed: 19
      replicates: 2000
      precision: float64
      inputs: [\(Self.inputs.map { "[\($0)]" }.joined(separator: ", "))]
      initial: {cell: [\(Self.start)]}
      network:
        hidden: 1
        variant: \(variant)
        forget_convention: \(convention)
        weights:
      \(there.map { "    \($0.0): {w: [[\($0.1.0), 0]], b: [\($0.1.1)]\($0.2)}" }.joined(separator: "\n"))
      gates: {\(gates.joined(separator: ", "))}
      state_noise: \(noise.text)

      """
  }

  private static func z(_ weights: (Double, Double), _ step: Int) -> Double {
    weights.0 * inputs[step] + weights.1
  }

  private static func probability(_ weights: (Double, Double), _ step: Int) -> Double {
    1 / (1 + exp(-z(weights, step)))
  }

  /// Exact sums after each step, where every step has its own draws.
  var sums: [Sums] {
    var sums = Array(repeating: Sums(), count: Self.inputs.count)
    func visit(_ step: Int, _ cell: Double, _ kept: Double, _ weight: Double) {
      guard step < sums.count else { return }
      let (p, q) = (
        Self.probability(Self.weights.input, step), Self.probability(Self.weights.forget, step)
      )
      let z = Self.z(Self.weights.candidate, step)
      for (inputDraw, inputWeight) in [(1.0, p), (0.0, 1 - p)] {
        for (forgetDraw, forgetWeight) in [(1.0, q), (0.0, 1 - q)] {
          for (mask, maskWeight) in [(noise.below, noise.rate), (noise.above, 1 - noise.rate)] {
            let i = variant == .nig ? 1 : inputDraw
            var r = convention == .keep ? forgetDraw : 1 - forgetDraw
            if variant == .nfg { r = 1 }
            if variant == .cifg { r = 1 - inputDraw }
            let written = mask.write * i * (variant == .niaf ? z : tanh(z))
            let next = mask.holds ? cell : mask.cell * (r * cell + written)
            let left = mask.holds ? kept : mask.cell * r * kept
            let share = weight * inputWeight * forgetWeight * maskWeight
            for power in 0..<4 { sums[step].cell[power] += share * pow(next, Double(power + 1)) }
            for power in 0..<2 { sums[step].kept[power] += share * pow(left, Double(power + 1)) }
            visit(step + 1, next, left, share)
          }
        }
      }
    }
    visit(0, Self.start, 1, 1)
    return sums
  }

  /// E[Π k] after each step, where one draw of each kind serves the whole sequence: u between any two of the forget
  /// gate's probabilities gives the same gates.
  var sharedSurvival: [Double] {
    let p = Self.inputs.indices.map { step in
      Self.probability(variant == .cifg ? Self.weights.input : Self.weights.forget, step)
    }
    let cuts = [0] + p.sorted() + [1]
    var survival = [Double](repeating: 0, count: p.count)
    for (low, high) in zip(cuts, cuts.dropFirst()) {
      for (mask, maskWeight) in [(noise.below, noise.rate), (noise.above, 1 - noise.rate)] {
        var kept = 1.0
        for step in p.indices {
          let isOpen = (low + high) / 2 < p[step]
          let keeps = variant == .nfg || (variant == .cifg ? !isOpen : isOpen == (convention == .keep))
          kept *= mask.holds ? 1 : mask.cell * (keeps ? 1 : 0)
          survival[step] += (high - low) * maskWeight * kept
        }
      }
    }
    return survival
  }
}
