/// Where each block of a network's parameters lies in its one flat vector.
///
/// For every layer, from 0: `inputWeights` [4n × m], `recurrentWeights` [4n × n], `bias` [4n]; then the
/// read-out's weights [k × n] and bias [k]. Matrices are row-major. The four row groups of a layer's blocks
/// are those of ``GateBlock``: i, f, g, o.
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

  /// The layout of a network's parameters.
  public init(_ configuration: NetworkConfiguration) {
    let (n, k) = (configuration.hidden, configuration.outputWidth)
    var blocks: [Block] = []
    var offset = 0
    func append(_ name: String, _ rows: Int, _ columns: Int) {
      blocks.append(Block(name: name, range: offset..<offset + rows * columns, rows: rows, columns: columns))
      offset += rows * columns
    }
    for layer in 0..<configuration.layers {
      append("layer\(layer).input_weights", 4 * n, configuration.inputWidth(layer: layer))
      append("layer\(layer).recurrent_weights", 4 * n, n)
      append("layer\(layer).bias", 4 * n, 1)
    }
    append("readout.weights", k, n)
    append("readout.bias", k, 1)
    self.blocks = blocks
    self.count = offset
    self.layers = configuration.layers
  }

  /// W_x of a layer, [4n × m].
  public func inputWeights(layer: Int) -> Block { blocks[3 * layer] }
  /// W_h of a layer, [4n × n].
  public func recurrentWeights(layer: Int) -> Block { blocks[3 * layer + 1] }
  /// b of a layer, [4n].
  public func bias(layer: Int) -> Block { blocks[3 * layer + 2] }
  /// The read-out's matrix, [k × n].
  public var readoutWeights: Block { blocks[3 * layers] }
  /// The read-out's bias, [k].
  public var readoutBias: Block { blocks[3 * layers + 1] }
}
