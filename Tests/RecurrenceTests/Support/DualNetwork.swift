import Catalog
import RandomStreams
import Recurrence
import Sequences

/// A second implementation of the network, differentiated forward: one sequence and one direction at a time.
///
/// It shares nothing with the engines but the meaning of the flat parameter vector, which it reads from the
/// front. Hard gates carry the slope of their backward rule, so its derivatives are what a backward pass must give.
struct DualNetwork {
  let network: NetworkCase
  private let batch: TaskBatch
  /// The first draw of every channel, [channels][layers][T][B·3]; masks on inputs use the first units of a row.
  private let draws: [[[[Double]]]]
  /// The draws of update gates, [layers][T][B·3], the first of each row of three.
  private let updates: [[[Double]]]

  init(network: NetworkCase) {
    self.network = network
    let batch = network.batch
    let noise = network.noise()
    self.batch = batch
    func draws(_ channel: NoiseChannel, _ subDraw: Int) -> [[[Double]]] {
      (0..<network.layers).map { layer in
        (0..<batch.steps).map { step in
          var uniforms = [Float](repeating: 0, count: batch.count * 3)
          var span = uniforms.mutableSpan
          noise.fill(&span, at: NoisePlace(channel: channel, subDraw: subDraw, layer: layer, step: step))
          return uniforms.map { Double($0) }
        }
      }
    }
    self.draws = NoiseChannel.allCases.map { draws($0, 0) }
    updates = draws(.step, 1)
  }

  /// The loss of the case's batch and what its steps cost, with derivatives along the slopes of `parameters` and states.
  func loss(_ parameters: [Dual], hidden: [Dual], cell: [Dual]) -> Dual {
    var sum = Dual(0)
    var counted = 0
    var taken = Dual(0)
    for b in 0..<batch.count {
      let (outputs, steps) = run(parameters, hidden: hidden, cell: cell, sequence: b)
      taken = taken + steps
      for (t, output) in outputs.enumerated() {
        let row = network.placement == .last ? b : t * batch.count + b
        let places = row * batch.targetWidth..<(row + 1) * batch.targetWidth
        guard batch.mask[places].contains(true) else { continue }
        sum = sum + loss(output, constants: Array(parameters.suffix(3)), places)
        counted += batch.mask[places].count { $0 }
      }
    }
    return sum / Dual(Double(counted)) + Dual(network.skip.value.budget / Double(batch.count)) * taken
  }

  /// The outputs of one sequence: one row, or one for each of its own steps.
  func outputs(_ parameters: [Dual], hidden: [Dual], cell: [Dual], sequence b: Int) -> [[Dual]] {
    run(parameters, hidden: hidden, cell: cell, sequence: b).outputs
  }

  /// The same with the steps that were taken, Σ_t u_t over all layers.
  private func run(_ parameters: [Dual], hidden: [Dual], cell: [Dual], sequence b: Int) -> (
    outputs: [[Dual]], taken: Dual
  ) {
    let n = 3
    var charges: [Dual] = []
    let length = batch.lengths[b]
    var rest = parameters[...]
    func take(_ rows: Int, _ columns: Int) -> [[Dual]] {
      let matrix = (0..<rows).map { Array(rest.dropFirst($0 * columns).prefix(columns)) }
      rest = rest.dropFirst(rows * columns)
      return matrix
    }
    var sequence: [[Dual]] = (0..<length).map { t in
      (0..<2).map { Dual(Double(batch.inputs[(t * batch.count + b) * 2 + $0])) }
    }
    for layer in 0..<network.layers {
      let step = network.cell == .lstm ? lstm(sequence[0].count, take) : mixture(sequence[0].count, take)
      let state = (layer * batch.count + b) * n
      var memory = DualCell.Memory(
        hidden: Array(hidden[state..<state + n]), cell: Array(cell[state..<state + n]),
        gates: Array(repeating: Dual(0), count: 3 * n))
      var gate = DualUpdateGate(network.skip, hasCell: network.cell == .lstm) { take($0, $1) }
      for t in 0..<length {
        let new = step(sequence[t], memory) { channel, unit, isFirst in
          draws[Int(channel.rawValue)][layer][isFirst ? 0 : t][b * n + (channel == .step ? 0 : unit)]
        }
        memory = gate.choose(
          new, over: memory, uniform: updates[layer][t][b * n])
        sequence[t] = memory.hidden
      }
      charges.append(gate.taken)
    }
    let weights = take(3, n)
    let bias = take(3, 1).map { $0[0] }
    let read = network.placement == .last ? sequence.suffix(1) : sequence[...]
    let outputs = read.map { h in activation((0..<3).map { Dual.dot(weights[$0], h) + bias[$0] }) }
    return (outputs, charges.reduce(Dual(0), +))
  }

  /// A layer's step, with what it takes from step to step and the draws of its channels.
  private typealias Step = ([Dual], DualCell.Memory, (NoiseChannel, Int, Bool) -> Double) -> DualCell.Memory

  /// An LSTM's; `take` gives the next rows × columns of the flat vector.
  private func lstm(_ inputs: Int, _ take: (Int, Int) -> [[Dual]]) -> Step {
    let n = 3
    let weights = zip(take(4 * n, inputs), take(4 * n, n)).map { $0 + $1 }
    let bias = take(4 * n, 1).map { $0[0] }
    let peepholes = take(network.peepholes ? 3 * n : 0, 1).map { $0[0] }
    let gateWeights = network.variant == .fgr ? take(3 * n, 3 * n) : []
    let cell = DualCell(
      network: network, weights: weights, bias: bias, peepholes: peepholes, gateWeights: gateWeights)
    return { cell.step($0, $1, draw: $2) }
  }

  /// That of another cell.
  private func mixture(_ inputs: Int, _ take: (Int, Int) -> [[Dual]]) -> Step {
    let cell = DualEquations(network: network, hidden: 3, inputs: inputs, take)
    return { cell.step($0, $1, draw: $2) }
  }

  private func activation(_ a: [Dual]) -> [Dual] {
    switch network.readout.kind {
    case "linear": return a
    case "exponential": return a.map(\.exponential)
    case "sigmoid": return a.map { Dual(1) / (Dual(1) + (Dual(0) - $0).exponential) }
    default:
      let sum = a.reduce(Dual(0)) { $0 + $1.exponential }
      return a.map { $0.exponential / sum }
    }
  }

  private func loss(_ y: [Dual], constants: [Dual], _ places: Range<Int>) -> Dual {
    let targets = batch.targets.map { Double($0) }
    let isWeighted = network.loss is ClassWeightedLoss<CrossEntropyLoss>
    if isWeighted || network.loss is CrossEntropyLoss {
      let index = Int(targets[places.lowerBound])
      return Dual(isWeighted ? -LossCase.classWeights[index] : -1) * y[index].logarithm
    }
    return places.filter { batch.mask[$0] }.reduce(Dual(0)) { sum, place in
      let j = place - places.lowerBound
      if let pinball = network.loss as? PinballLoss {
        return zip(pinball.levels, y[j * 3..<(j + 1) * 3]).reduce(sum) { sum, quantile in
          let error = Dual(targets[place]) - quantile.1
          return sum + error * Dual(quantile.0 - (error.value < 0 ? 1 : 0)) / Dual(3)
        }
      }
      guard !batch.scales.isEmpty else { return sum + loss(y[j], targets[place]) }
      return sum + loss(y[j] * Dual(batch.scales[place]), size: constants[j].exponential, targets[place])
    }
  }

  /// The loss of one target value.
  private func loss(_ y: Dual, _ t: Double) -> Dual {
    switch network.loss {
    case is SquaredLoss: (y - Dual(t)) * (y - Dual(t))
    case is AbsoluteLoss: (y - Dual(t)).magnitude
    case is BinaryCrossEntropyLoss: Dual(0) - Dual(t) * y.logarithm - Dual(1 - t) * (Dual(1) - y).logarithm
    default: preconditionFailure("a loss without a second implementation")
    }
  }

  /// −ln p of a count, by products over the counts below it: neither ln Γ nor ψ.
  private func loss(_ mean: Dual, size: Dual, _ count: Double) -> Dual {
    let below = (0..<Int(count)).map { Double($0) }
    let factorial = below.reduce(Dual(0)) { $0 + Dual($1 + 1).logarithm }
    if network.loss is PoissonLoss { return mean - Dual(count) * mean.logarithm + factorial }
    let rising = below.reduce(Dual(0)) { $0 + (size + Dual($1)).logarithm }
    let total = (size + mean).logarithm
    return factorial - rising - size * (size.logarithm - total) - Dual(count) * (mean.logarithm - total)
  }
}
