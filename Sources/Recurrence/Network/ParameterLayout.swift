import Catalog

/// Where each block of a network's parameters lies in its one flat vector.
///
/// First, where symbols are read, the table `embedding` [V × e]. For every layer, from 0, of what
/// the cell has: `inputWeights` [n × m for each block that sees the input], `recurrentWeights` [n × n for each that sees all hidden states], `bias` [n for
/// each block], `ownWeights` [n for each whose units see themselves], with peepholes `peepholes`
/// [3n], with full gate recurrence `gateWeights` [3n × 3n], with a learned skip rule `skipWeights` [1 × n] and `skipBias` [1]; then the read-out's weights [k × n] and bias [k] and, for a loss that has them, its `constants`. Matrices are
/// row-major. The row groups are the cell's blocks in their order, of an LSTM i, f, g, o; those of peepholes and of gate
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
  /// What the parameters are those of: the cell's blocks and gates.
  public let structure: CellStructure
  /// Width n of the states.
  let hidden: Int
  private let layers: Int
  /// Blocks before those of layer 0.
  private let blocksBefore: Int
  private let blocksPerLayer: Int
  private let parts: [Part]
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
    let structure = configuration.structure
    let parts = Part.allCases.filter { $0.rows(structure, configuration) > 0 }
    for layer in 0..<configuration.layers {
      for part in parts {
        append(
          "layer\(layer).\(part.rawValue)", part.rows(structure, configuration),
          part.columns(configuration, layer: layer))
      }
    }
    append("readout.weights", k, n)
    append("readout.bias", k, 1)
    if configuration.constants > 0 { append("readout.constants", configuration.constants, 1) }
    constants = configuration.constants
    hidden = n
    self.structure = structure
    self.blocks = blocks
    self.count = offset
    self.layers = configuration.layers
    self.parts = parts
    blocksPerLayer = parts.count
  }

  /// E, a row for each symbol, [V × e]; `nil` for a network that reads numbers alone.
  public var embedding: Block? { blocksBefore > 0 ? blocks[0] : nil }
  /// W_x of a layer, of an LSTM [4n × m], of layer 0 with e + m columns beside an embedding; `nil` where nothing sees the input.
  public func inputWeights(layer: Int) -> Block? { block(.inputWeights, layer) }
  /// W_h of a layer, of an LSTM [4n × n]; `nil` where nothing sees all hidden states.
  public func recurrentWeights(layer: Int) -> Block? { block(.recurrentWeights, layer) }
  /// b of a layer, of an LSTM [4n].
  public func bias(layer: Int) -> Block? { block(.bias, layer) }
  /// u of a layer, what units make of their own hidden state; `nil` where none does.
  public func ownWeights(layer: Int) -> Block? { block(.ownWeights, layer) }
  /// p of a layer, [3n]: what i and f make of c_{t−1}, and o of the new cell; `nil` without peepholes.
  public func peepholes(layer: Int) -> Block? { block(.peepholes, layer) }
  /// R of a layer, [3n × 3n]: what the gates make of those of the step before; `nil` but for ``LSTMVariant/fgr``.
  public func gateWeights(layer: Int) -> Block? { block(.gateWeights, layer) }

  /// w and then b of a layer, with which the memory decides on the next step, [n + 1]; `nil` where no skip rule learns.
  public func skipParameters(layer: Int) -> Range<Int>? {
    guard let weights = block(.skipWeights, layer), let bias = block(.skipBias, layer) else { return nil }
    return weights.range.lowerBound..<bias.range.upperBound
  }

  private func block(_ part: Part, _ layer: Int) -> Block? {
    parts.firstIndex(of: part).map { blocks[first(layer) + $0] }
  }
  /// All parameters of a layer.
  public func range(layer: Int) -> Range<Int> {
    blocks[first(layer)].range.lowerBound..<blocks[first(layer + 1)].range.lowerBound
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

extension ParameterLayout {
  /// What a layer's parameters are, in their order; the names are those of files and tables.
  enum Part: String, CaseIterable {
    case inputWeights = "input_weights"
    case recurrentWeights = "recurrent_weights"
    case bias
    case ownWeights = "own_weights"
    case peepholes
    case gateWeights = "gate_weights"
    case skipWeights = "skip_weights"
    case skipBias = "skip_bias"

    /// Rows; 0 where the network has none.
    func rows(_ structure: CellStructure, _ configuration: NetworkConfiguration) -> Int {
      switch self {
      case .skipWeights, .skipBias: configuration.skip.value.learns ? 1 : 0
      default: groups(structure, configuration) * configuration.hidden
      }
    }

    /// Row groups of n.
    private func groups(_ structure: CellStructure, _ configuration: NetworkConfiguration) -> Int {
      switch self {
      case .inputWeights: structure.seeingInput.count
      case .recurrentWeights: structure.seeingHidden.count
      case .bias: structure.biased.count
      case .ownWeights: structure.seeingThemselves.count
      case .peepholes: configuration.peepholes ? structure.gates.count : 0
      case .gateWeights: configuration.variant.seesGates ? structure.gates.count : 0
      case .skipWeights, .skipBias: 0
      }
    }

    func columns(_ configuration: NetworkConfiguration, layer: Int) -> Int {
      switch self {
      case .inputWeights: configuration.inputWidth(layer: layer)
      case .recurrentWeights, .skipWeights: configuration.hidden
      case .gateWeights: configuration.structure.gates.count * configuration.hidden
      case .bias, .ownWeights, .peepholes, .skipBias: 1
      }
    }
  }
}

extension ParameterLayout.Block {
  /// The place in the flat vector of the `group`-th row group of `hidden` rows.
  public func range(group: Int, hidden: Int) -> Range<Int> {
    let size = hidden * columns
    return range.lowerBound + group * size..<range.lowerBound + (group + 1) * size
  }
}
