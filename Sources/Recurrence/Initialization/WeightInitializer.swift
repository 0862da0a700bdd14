public import Catalog
public import RandomStreams

/// A law that initial weights are drawn from.
///
/// An initializer is a value. What it draws depends on the stream alone, and every number is computed in
/// Float64 and rounded once to Float32: both engines start from the same weights.
public protocol WeightInitializer: Kind where Family == any WeightInitializer {
  /// Draws one block of parameters, row-major.
  func draw(_ shape: WeightShape, from stream: inout RandomStream) -> [Float]
}

extension WeightInitializer {
  /// The law of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any WeightInitializer {
    try Self(parameters)
  }
}

/// What an initializer needs to know of a block of parameters.
public struct WeightShape: Sendable, Hashable {
  /// Matrices stacked in the block: one for each block of the cell (of an LSTM i, f, g, o), 1 for the read-out.
  public let groups: Int
  /// Rows of each matrix; for a bias its length.
  public let rows: Int
  /// Columns; 1 for a bias.
  public let columns: Int
  /// Whether the block is a bias.
  public let isBias: Bool
  /// Width n of the hidden state.
  public let hidden: Int

  /// A block of `groups` matrices [rows × columns], or biases.
  public init(groups: Int, rows: Int, columns: Int, isBias: Bool, hidden: Int) {
    self.groups = groups
    self.rows = rows
    self.columns = columns
    self.isBias = isBias
    self.hidden = hidden
  }

  /// Parameters in the block.
  public var count: Int { groups * rows * columns }
}
