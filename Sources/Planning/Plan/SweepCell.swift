/// One combination of the axes' values, with everything that follows from it.
///
/// It never changes, and the many runs of a cell share one.
public final class SweepCell: Sendable, Hashable {
  /// Its place in the plan, from 0.
  public let index: Int
  /// The axes' values, in the order of the axes.
  public let coordinates: [Coordinate]
  /// The experiment with these values and all defaults.
  public let specification: CellSpecification
  /// The memory that one of its runs takes.
  public let memory: RunMemory
  /// What its id and those of its runs are made from.
  public let identity: RunIdentity
  /// `c-…`.
  public let id: String

  init(
    index: Int, coordinates: [Coordinate], specification: CellSpecification, memory: RunMemory,
    identity: RunIdentity, id: String
  ) {
    self.index = index
    self.coordinates = coordinates
    self.specification = specification
    self.memory = memory
    self.identity = identity
    self.id = id
  }

  /// Whether two cells are the same at the same place of a plan; ids are hashes of all that can change a result.
  public static func == (a: SweepCell, b: SweepCell) -> Bool {
    a.index == b.index && a.id == b.id && a.coordinates == b.coordinates
  }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// The cell in words: `gates.all=bernoulli, network.hidden=16`, or `the only cell`.
  public var name: String { Self.name(coordinates) }

  /// One of its runs; replicates count from 0.
  public func run(replicate: Int) -> RunSpecification {
    let source = specification.study.source(ofReplicate: replicate)
    return RunSpecification(
      cell: self, replicate: replicate, id: identity.runID(replicate: replicate, source: source))
  }

  static func name(_ coordinates: [Coordinate]) -> String {
    coordinates.isEmpty
      ? "the only cell" : coordinates.map { "\($0.path)=\($0.label)" }.joined(separator: ", ")
  }
}

/// One run: a cell and a replicate.
public struct RunSpecification: Sendable, Hashable {
  /// The cell.
  public let cell: SweepCell
  /// The replicate, from 0.
  public let replicate: Int
  /// `r-…`, a hash of everything that can change the run's bytes.
  public let id: String

  /// The resolved settings.
  public var specification: CellSpecification { cell.specification }
  /// `c-…`.
  public var cellID: String { cell.id }

  /// Whether two runs are the same; ids are hashes of all there is.
  public static func == (a: RunSpecification, b: RunSpecification) -> Bool {
    a.id == b.id && a.cell.index == b.cell.index
  }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
