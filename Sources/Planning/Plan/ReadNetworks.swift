import Catalog

/// The networks that an experiment reads in place of making them: for each cell of what made them, one for every replicate.
///
/// The axes of what made them come first among the experiment's own, under `networks.PATH`, and its replicates are the experiment's.
public struct ReadNetworks: Sendable {
  /// An axis of what made the networks.
  public struct Axis: Sendable, Hashable {
    /// The axis's dotted path there.
    public let path: String
    /// The labels of its values.
    public let labels: [String]

    /// An axis.
    public init(path: String, labels: [String]) {
      self.path = path
      self.labels = labels
    }
  }

  /// The file of a network.
  public struct File: Sendable, Hashable {
    /// The path, and within a pack the run, for messages.
    public let name: String
    /// The bytes of the network's own file, whether it lies by itself or in a pack.
    public let bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// One combination of the axes' values.
  public struct Cell: Sendable {
    /// The label of each axis's value, by the axis's path.
    public let labels: [String: String]
    /// The keys of `network` that the networks' own words settle.
    public let network: [String: String]
    /// The file of each replicate's network; `nil` where its making left none.
    public let files: [File?]

    /// A combination.
    public init(labels: [String: String] = [:], network: [String: String], files: [File?]) {
      self.labels = labels
      self.network = network
      self.files = files
    }
  }

  /// The axes, in their order there.
  public let axes: [Axis]
  /// The product of the axes, the last varying fastest.
  public let cells: [Cell]

  /// Networks of a sweep, each cell with as many replicates.
  public init(axes: [Axis], cells: [Cell]) {
    precondition(
      cells.count == axes.reduce(1) { $0 * $1.labels.count } && Set(cells.map(\.files.count)).count == 1,
      "a cell for each combination, with the same replicates")
    self.axes = axes
    self.cells = cells
  }

  /// Replicates of every cell.
  public var replicates: Int { cells[0].files.count }

  /// The key of the experiment file that names them.
  public static let key = "networks"

  /// The combination at an index along each axis.
  func cell(_ indices: some Sequence<Int>) -> Cell {
    cells[zip(axes, indices).reduce(0) { $0 * $1.0.labels.count + $1.1 }]
  }
}
