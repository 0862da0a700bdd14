public import Catalog

/// A network's parameters as a person writes them: one matrix and one bias for each gate.
///
/// A gate's matrix is [n × (m + n)], its columns in the order of ``NetworkConfiguration/concatenation``. This is the only
/// place where that order is looked at: the flat vector has W_x and W_h apart. Peepholes are [n] for each gate, gate weights
/// [n × 3n] with columns i, f, o.
public struct NetworkWeights: Sendable, Hashable {
  /// The layers, from the inputs up.
  public var layers: [Layer]
  /// E, a row for each symbol, [V × e]; empty for a network that reads numbers alone.
  public var embedding: [[Double]]
  /// The read-out's W [k × n] and b [k].
  public var readout: AffineWeights
  /// ρ, the read-out's learned constants, a number for each; zeros where none are given.
  public var constants: [Double]

  /// The weights of all layers and of the read-out; without one, the network's output width is 0.
  public init(
    embedding: [[Double]] = [], layers: [Layer], readout: AffineWeights = AffineWeights([], bias: []),
    constants: [Double] = []
  ) {
    self.embedding = embedding
    self.layers = layers
    self.readout = readout
    self.constants = constants
  }

  /// The flat vector of ``ParameterLayout``.
  ///
  /// - Throws: `ParameterError` naming the matrix, row or bias that does not fit `configuration`.
  public func parameters(_ configuration: NetworkConfiguration) throws(ParameterError) -> [Double] {
    guard layers.count == configuration.layers else {
      throw .notAdmissible(
        name: "weights", found: "\(layers.count) layers", allowed: "\(configuration.layers) layers")
    }
    let n = configuration.hidden
    try AffineWeights.check(
      embedding, rows: configuration.embedding?.symbols ?? 0, columns: configuration.embedding?.width ?? 0,
      name: "weights.embedding", reason: "the embedding's width")
    var flat = embedding.flatMap { $0 }
    for (index, layer) in layers.enumerated() {
      let m = configuration.inputWidth(layer: index)
      let name = layers.count == 1 ? "weights" : "weights[\(index)]"
      for block in GateBlock.allCases {
        try layer[block].check(
          rows: n, columns: m + n, name: "\(name).\(block.name)", reason: "\(m) inputs and \(n) hidden")
        let isGate = block != .candidate
        try layer[block].checkGateInputs(
          peepholes: configuration.peepholes && isGate ? n : 0,
          gateRows: configuration.variant.seesGates && isGate ? n : 0, name: "\(name).\(block.name)")
      }
      let columns = configuration.concatenation.columns(inputs: m, hidden: n)
      flat += GateBlock.allCases.flatMap { layer[$0].weights.flatMap { $0[columns.input] } }
      flat += GateBlock.allCases.flatMap { layer[$0].weights.flatMap { $0[columns.hidden] } }
      flat += GateBlock.allCases.flatMap { layer[$0].bias }
      flat += LSTMGate.allCases.flatMap { layer[$0.block].peepholes }
      flat += LSTMGate.allCases.flatMap { layer[$0.block].gateWeights.flatMap { $0 } }
    }
    try readout.check(rows: configuration.outputWidth, columns: n, name: "readout", reason: "\(n) hidden")
    try readout.checkGateInputs(peepholes: 0, gateRows: 0, name: "readout")
    guard [0, configuration.constants].contains(constants.count) else {
      throw .notAdmissible(
        name: "readout.constants", found: "\(constants.count) numbers",
        allowed: "\(configuration.constants) numbers")
    }
    let given = constants.isEmpty ? Array(repeating: 0, count: configuration.constants) : constants
    return flat + readout.weights.flatMap { $0 } + readout.bias + given
  }

  /// The weights in a flat vector of ``ParameterLayout``.
  public init(parameters: [Double], _ configuration: NetworkConfiguration) {
    let layout = configuration.layout
    precondition(parameters.count == layout.count, "not a vector of this network's parameters")
    func rows(_ block: ParameterLayout.Block, _ range: Range<Int>) -> [[Double]] {
      range.map { row in
        let start = block.range.lowerBound + row * block.columns
        return Array(parameters[start..<start + block.columns])
      }
    }
    embedding = layout.embedding.map { rows($0, 0..<$0.rows) } ?? []
    layers = (0..<configuration.layers).map { layer in
      func affine(_ block: GateBlock) -> AffineWeights {
        let range = block.rows(hidden: configuration.hidden)
        let input = rows(layout.inputWeights(layer: layer), range)
        let hidden = rows(layout.recurrentWeights(layer: layer), range)
        let weights = zip(input, hidden).map { row in
          configuration.concatenation == .inputThenHidden ? row.0 + row.1 : row.1 + row.0
        }
        return AffineWeights(weights, bias: rows(layout.bias(layer: layer), range).flatMap { $0 })
      }
      func gate(_ gate: LSTMGate) -> AffineWeights {
        let range = gate.index * configuration.hidden..<(gate.index + 1) * configuration.hidden
        var result = affine(gate.block)
        result.peepholes = layout.peepholes(layer: layer).map { rows($0, range).flatMap { $0 } } ?? []
        result.gateWeights = layout.gateWeights(layer: layer).map { rows($0, range) } ?? []
        return result
      }
      return Layer(
        input: gate(.input), forget: gate(.forget), candidate: affine(.candidate), output: gate(.output)
      )
    }
    let k = configuration.outputWidth
    readout = AffineWeights(
      rows(layout.readoutWeights, 0..<k), bias: rows(layout.readoutBias, 0..<k).flatMap { $0 })
    constants = Array(parameters[layout.readoutConstants])
  }
}

extension Concatenation {
  /// The columns of a gate's matrix that meet the input and the hidden state.
  fileprivate func columns(inputs m: Int, hidden n: Int) -> (input: Range<Int>, hidden: Range<Int>) {
    switch self {
    case .inputThenHidden: (0..<m, m..<m + n)
    case .hiddenThenInput: (n..<n + m, 0..<n)
    }
  }
}
