/// Where each block of a network's parameters lies in its one flat vector.
///
/// First, where symbols are read, the table `embedding` [V × e]. For every layer, from 0: `inputWeights` [4n × m], `recurrentWeights` [4n × n], `bias` [4n], with peepholes `peepholes`
/// [3n], with full gate recurrence `gateWeights` [3n × 3n]; then the read-out's weights [k × n] and bias [k] and, for a loss that has them, its `constants`. Matrices are
/// row-major. The row groups of a layer's blocks are those of ``GateBlock``: i, f, g, o; those of peepholes and of gate
/// weights, and the latter's columns, are the gates i, f, o.
public struct ParameterLayout: Sendable, Hashable {
  /// One matrix or vector of parameters.
  public struct Block: Sendable, Hashable {
    /// The name in tables and files, for instance `layer0.input_weights`.
    public let name: String
    /// Its place in the flat vector.
    public let range: Range<Int>
    /// Rows; for a bias, its length.
    public let rows: Int
    /// Columns; 1 for a bias.
    public let columns: Int
  }

  /// All blocks, in the order of the flat vector.
  public let blocks: [Block]
  /// The length of the flat vector.
  public let count: Int
  private let layers: Int
  /// Blocks before those of layer 0.
  private let blocksBefore: Int
  private let blocksPerLayer: Int
  private let hasPeepholes: Bool
  private let hasGateWeights: Bool
  private let constants: Int

  /// The layout of a network's parameters.
  public init(_ configuration: NetworkConfiguration) {
    let (n, k) = (configuration.hidden, configuration.outputWidth)
    var blocks: [Block] = []
    var offset = 0
    func append(_ name: String, _ rows: Int, _ columns: Int) {
      blocks.append(Block(name: name, range: offset..<offset + rows * columns, rows: rows, columns: columns))
      offset += rows * columns
    }
    if let embedding = configuration.embedding { append("embedding", embedding.symbols, embedding.width) }
    blocksBefore = blocks.count
    for layer in 0..<configuration.layers {
      append("layer\(layer).input_weights", 4 * n, configuration.inputWidth(layer: layer))
      append("layer\(layer).recurrent_weights", 4 * n, n)
      append("layer\(layer).bias", 4 * n, 1)
      if configuration.peepholes { append("layer\(layer).peepholes", 3 * n, 1) }
      if configuration.variant.seesGates { append("layer\(layer).gate_weights", 3 * n, 3 * n) }
    }
    append("readout.weights", k, n)
    append("readout.bias", k, 1)
    if configuration.constants > 0 { append("readout.constants", configuration.constants, 1) }
    constants = configuration.constants
    self.blocks = blocks
    self.count = offset
    self.layers = configuration.layers
    hasPeepholes = configuration.peepholes
    hasGateWeights = configuration.variant.seesGates
    blocksPerLayer = 3 + (hasPeepholes ? 1 : 0) + (hasGateWeights ? 1 : 0)
  }

  /// E, a row for each symbol, [V × e]; `nil` for a network that reads numbers alone.
  public var embedding: Block? { blocksBefore > 0 ? blocks[0] : nil }
  /// W_x of a layer, [4n × m], of layer 0 [4n × (e + m)] beside an embedding.
  public func inputWeights(layer: Int) -> Block { blocks[first(layer)] }
  /// W_h of a layer, [4n × n].
  public func recurrentWeights(layer: Int) -> Block { blocks[first(layer) + 1] }
  /// b of a layer, [4n].
  public func bias(layer: Int) -> Block { blocks[first(layer) + 2] }
  /// p of a layer, [3n]: what i and f make of c_{t−1}, and o of the new cell; `nil` without peepholes.
  public func peepholes(layer: Int) -> Block? { hasPeepholes ? blocks[first(layer) + 3] : nil }
  /// R of a layer, [3n × 3n]: what the gates make of those of the step before; `nil` but for ``LSTMVariant/fgr``.
  public func gateWeights(layer: Int) -> Block? {
    hasGateWeights ? blocks[first(layer) + (hasPeepholes ? 4 : 3)] : nil
  }
  /// The read-out's matrix, [k × n].
  public var readoutWeights: Block { blocks[first(layers)] }
  /// The read-out's bias, [k].
  public var readoutBias: Block { blocks[first(layers) + 1] }
  /// ρ, the read-out's learned constants, one for each series; none mostly. They end the vector.
  public var readoutConstants: Range<Int> { count - constants..<count }

  /// The first block of a layer; behind the last layer that of the read-out.
  private func first(_ layer: Int) -> Int { blocksBefore + blocksPerLayer * layer }
}
