public import Catalog

/// A network's parameters as a person writes them: one matrix and one bias for each block of the cell.
///
/// A matrix is [n × (m + n)], its columns in the order of ``NetworkConfiguration/concatenation``, and [n × m] or [n × n] where a
/// block sees the input or the hidden states alone. This is the only
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
      let structure = configuration.structure
      guard layer.blocks.count == structure.blocks.count else {
        throw .notAdmissible(
          name: name, found: "\(layer.blocks.count) blocks", allowed: "\(structure.blocks.count) blocks")
      }
      for block in structure.blocks {
        let (inputs, hidden) = (block.seesInput ? m : 0, block.hidden == .allUnits ? n : 0)
        let rows = block.hasParameters ? n : 0
        try layer[block].check(
          rows: rows, columns: inputs + hidden, name: "\(name).\(block.name)",
          reason: "\(inputs) inputs and \(hidden) hidden")
        let isGate = structure.gates.contains { $0.block == block }
        try layer[block].checkGateInputs(
          peepholes: configuration.peepholes && isGate ? n : 0,
          gateRows: configuration.variant.seesGates && isGate ? n : 0, name: "\(name).\(block.name)")
        try layer[block].checkOwnWeights(block.hidden == .ownUnit ? n : 0, name: "\(name).\(block.name)")
      }
      func columns(_ block: CellBlock) -> (input: Range<Int>, hidden: Range<Int>) {
        configuration.concatenation.columns(
          inputs: block.seesInput ? m : 0, hidden: block.hidden == .allUnits ? n : 0)
      }
      flat += structure.seeingInput.flatMap { block in
        layer[block].weights.flatMap { $0[columns(block).input] }
      }
      flat += structure.seeingHidden.flatMap { block in
        layer[block].weights.flatMap { $0[columns(block).hidden] }
      }
      flat += structure.biased.flatMap { layer[$0].bias }
      flat += structure.seeingThemselves.flatMap { layer[$0].ownWeights }
      flat += structure.gates.flatMap { layer[$0.block].peepholes }
      flat += structure.gates.flatMap { layer[$0.block].gateWeights.flatMap { $0 } }
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
      let n = configuration.hidden
      func numbers(_ range: Range<Int>?) -> [Double] { range.map { Array(parameters[$0]) } ?? [] }
      func matrix(_ range: Range<Int>?) -> [[Double]] {
        let flat = numbers(range)
        let columns = flat.count / n
        return (0..<n).map { Array(flat[$0 * columns..<($0 + 1) * columns]) }
      }
      var result = Layer(
        configuration.structure.blocks.map { block in
          guard block.hasParameters else { return AffineWeights([], bias: []) }
          let input = matrix(layout.inputWeights(of: block, layer: layer))
          let hidden = matrix(layout.recurrentWeights(of: block, layer: layer))
          let weights = zip(input, hidden).map { row in
            configuration.concatenation == .inputThenHidden ? row.0 + row.1 : row.1 + row.0
          }
          return AffineWeights(
            weights, bias: numbers(layout.bias(of: block, layer: layer)),
            ownWeights: numbers(layout.ownWeights(of: block, layer: layer)))
        })
      for gate in configuration.gates {
        let range = gate.index * n..<(gate.index + 1) * n
        result[gate.block].peepholes =
          layout.peepholes(layer: layer).map { rows($0, range).flatMap { $0 } } ?? []
        result[gate.block].gateWeights = layout.gateWeights(layer: layer).map { rows($0, range) } ?? []
      }
      return result
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
