import RandomStreams
import Recurrence
import SequenceTasks

/// A second implementation of the network, differentiated forward: one sequence and one direction at a time.
///
/// It shares nothing with the engines but the meaning of the flat parameter vector, which it reads from the
/// front. Hard gates carry the slope of their backward rule, so its derivatives are what a backward pass must give.
struct DualNetwork {
  let network: NetworkCase
  private let batch: TaskBatch
  /// The first draw of a gate, [layers][T][B·n].
  private let inputNoise: [[[Double]]]
  private let forgetNoise: [[[Double]]]
  private let outputNoise: [[[Double]]]

  init(network: NetworkCase) {
    self.network = network
    let batch = network.batch
    let noise = network.noise()
    func draws(_ channel: NoiseChannel) -> [[[Double]]] {
      (0..<network.layers).map { layer in
        (0..<batch.steps).map { step in
          var uniforms = [Float](repeating: 0, count: batch.count * 3)
          var span = uniforms.mutableSpan
          noise.fill(&span, at: NoisePlace(channel: channel, layer: layer, step: step))
          return uniforms.map { Double($0) }
        }
      }
    }
    self.batch = batch
    (inputNoise, forgetNoise, outputNoise) = (draws(.input), draws(.forget), draws(.output))
  }

  /// The loss of the case's batch, with derivatives along the slopes of `parameters` and states.
  func loss(_ parameters: [Dual], hidden: [Dual], cell: [Dual]) -> Dual {
    var sum = Dual(0)
    var counted = 0
    for b in 0..<batch.count {
      let outputs = self.outputs(parameters, hidden: hidden, cell: cell, sequence: b)
      for (t, output) in outputs.enumerated() {
        let row = network.placement == .last ? b : t * batch.count + b
        guard batch.mask[row] else { continue }
        let targets = batch.targets[row * batch.targetWidth..<(row + 1) * batch.targetWidth]
        sum = sum + loss(output, targets.map { Double($0) })
        counted += batch.targetWidth
      }
    }
    return sum / Dual(Double(counted))
  }

  /// The outputs of one sequence: one row, or one for each of its own steps.
  func outputs(_ parameters: [Dual], hidden: [Dual], cell: [Dual], sequence b: Int) -> [[Dual]] {
    let n = 3
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
      let weights = zip(take(4 * n, sequence[0].count), take(4 * n, n)).map { $0 + $1 }
      let bias = take(4 * n, 1).map { $0[0] }
      let state = (layer * batch.count + b) * n
      var h = Array(hidden[state..<state + n])
      var c = Array(cell[state..<state + n])
      for t in 0..<length {
        (h, c) = step(sequence[t] + h, c, weights, bias, layer: layer, time: t, sequence: b)
        sequence[t] = h
      }
    }
    let weights = take(3, n)
    let bias = take(3, 1).map { $0[0] }
    let read = network.placement == .last ? sequence.suffix(1) : sequence[...]
    return read.map { h in activation((0..<3).map { dot(weights[$0], h) + bias[$0] }) }
  }

  private func step(
    _ v: [Dual], _ c: [Dual], _ weights: [[Dual]], _ bias: [Dual], layer: Int, time: Int, sequence b: Int
  ) -> ([Dual], [Dual]) {
    let (n, laws) = (c.count, network.laws)
    var (hidden, cell) = (c, c)
    for unit in 0..<n {
      let z = (0..<4).map { dot(weights[$0 * n + unit], v) + bias[$0 * n + unit] }
      let i = laws.input(z[0], uniform: inputNoise[layer][time][b * n + unit], identity: laws.identity)
      let f = laws.forget(z[1], uniform: forgetNoise[layer][time][b * n + unit], identity: laws.identity)
      let o = laws.output(z[3], uniform: outputNoise[layer][time][b * n + unit], identity: laws.identity)
      let kept = network.convention == .keep ? f : Dual(1) - f
      cell[unit] = kept * c[unit] + i * z[2].hyperbolicTangent
      hidden[unit] = o * cell[unit].hyperbolicTangent
    }
    return (hidden, cell)
  }

  private func dot(_ a: [Dual], _ b: [Dual]) -> Dual { zip(a, b).reduce(Dual(0)) { $0 + $1.0 * $1.1 } }

  private func activation(_ a: [Dual]) -> [Dual] {
    switch network.readout {
    case .linear: return a
    case .sigmoid: return a.map { Dual(1) / (Dual(1) + (Dual(0) - $0).exponential) }
    case .softmax:
      let sum = a.reduce(Dual(0)) { $0 + $1.exponential }
      return a.map { $0.exponential / sum }
    }
  }

  private func loss(_ y: [Dual], _ t: [Double]) -> Dual {
    switch network.loss {
    case .squared: zip(y, t).reduce(Dual(0)) { $0 + ($1.0 - Dual($1.1)) * ($1.0 - Dual($1.1)) }
    case .absolute: zip(y, t).reduce(Dual(0)) { $0 + ($1.0 - Dual($1.1)).magnitude }
    case .crossEntropy: Dual(0) - y[Int(t[0])].logarithm
    case .binaryCrossEntropy:
      zip(y, t).reduce(Dual(0)) { sum, pair in
        sum - Dual(pair.1) * pair.0.logarithm - Dual(1 - pair.1) * (Dual(1) - pair.0).logarithm
      }
    }
  }
}
