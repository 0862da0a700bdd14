public import Catalog

/// A recurrent cell: what a network's layers are made of (`network.cell`).
///
/// A cell of one's own conforms to ``ElementwiseCell``. The LSTM alone has steps of its own in the engines, for its variants,
/// its peepholes and its kernels.
public protocol RecurrentCell: Kind where Family == any RecurrentCell {
  /// Its blocks and gates.
  var structure: CellStructure { get }

  /// Whether noise on what is written has a place; where it has none, it is refused.
  var hasWrites: Bool { get }
}

extension RecurrentCell {
  /// The cell of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any RecurrentCell {
    try Self(parameters)
  }
}

/// A cell with the settings that it was made from.
public typealias CellKind = KindSpecification<any RecurrentCell>

extension CellKind {
  /// A cell of the default settings.
  init<Cell: RecurrentCell & KindWithoutSettings>(_ cell: Cell) {
    guard let parameters = try? Parameters(Cell.description) else {
      preconditionFailure("a kind without settings needs none")
    }
    self.init(parameters, cell)
  }

  /// The LSTM.
  public static var lstm: CellKind { CellKind(LSTMCell()) }
}

/// The cells that `network.cell` can name.
public typealias CellCatalog = KindTable<any RecurrentCell>

extension CellCatalog {
  /// The cells that come with Sluice.
  public init() {
    self.init(
      of: "cell",
      [
        LSTMCell.self, GRUCell.self, MGUCell.self, UGRNNCell.self, MinGRUCell.self, MinLSTMCell.self,
        RNNCell.self,
      ])
  }
}
