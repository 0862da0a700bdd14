import Digest
import RandomStreams

/// One combination of the axes' values, with everything that follows from it.
///
/// It never changes, and the many runs of a cell share one.
public final class SweepCell: Sendable, Hashable {
  /// Its place in the plan, from 0; of a cell that tries settings its place among those.
  public let index: Int
  /// The axes' values, in the order of the axes.
  public let coordinates: [Coordinate]
  /// The values of the tuned keys in this cell; `nil` where there are none, or where they are chosen for its replicates.
  public let trial: TuningTrial?
  /// The experiment with these values and all defaults; where settings were chosen for each replicate, with those of the first.
  public let specification: CellSpecification
  /// The memory that one of its runs takes.
  public let memory: RunMemory
  /// What its id and those of its runs are made from.
  public let identity: RunIdentity
  /// `c-…`.
  public let id: String
  /// Whether this stands for settings that could not be chosen, because no trial had a score.
  public let isUntuned: Bool
  /// The cells whose settings were chosen for it: one, or one for each replicate; none where nothing is tuned.
  private let chosen: [SweepCell]

  init(
    index: Int, coordinates: [Coordinate], trial: TuningTrial? = nil, specification: CellSpecification,
    memory: RunMemory, identity: RunIdentity, id: String
  ) {
    self.index = index
    self.coordinates = coordinates
    self.trial = trial
    self.specification = specification
    self.memory = memory
    self.identity = identity
    self.id = id
    isUntuned = false
    chosen = []
  }

  /// The cell in the place of one whose settings could not be chosen; its runs do nothing.
  init(untuned cell: SweepCell) {
    index = cell.index
    coordinates = cell.coordinates
    trial = nil
    specification = cell.specification
    memory = cell.memory
    identity = cell.identity.reading(Self.untuned)
    id = identity.cellID
    isUntuned = true
    chosen = []
  }

  /// A cell of the comparison with the settings that were chosen.
  ///
  /// - Parameters:
  ///   - index: its place in the plan.
  ///   - tuned: the cells with these settings: one, or one for each replicate.
  ///   - procedure: the text that its id is a hash of where each replicate has settings of its own; otherwise the settings' cell says.
  init(index: Int, tuned: [SweepCell], procedure: String?) {
    self.index = index
    coordinates = tuned[0].coordinates
    trial = nil
    specification = tuned[0].specification
    memory = tuned.map(\.memory).max { $0.bytes < $1.bytes } ?? tuned[0].memory
    identity = tuned[0].identity
    id = procedure.map { "c-" + SHA256.hexadecimal($0.utf8).prefix(20) } ?? tuned[0].id
    isUntuned = false
    chosen = tuned
  }

  private static let untuned = "untuned"

  /// Whether two cells are the same at the same place of a plan; ids are hashes of all that can change a result.
  public static func == (a: SweepCell, b: SweepCell) -> Bool {
    a.index == b.index && a.id == b.id && a.coordinates == b.coordinates
  }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// The cell in words: `gates.all=bernoulli, network.hidden=16`, or `the only cell`.
  public var name: String { Self.name(coordinates + (trial?.values ?? [])) }

  /// One of its runs; replicates count from 0.
  public func run(replicate: Int) -> RunSpecification {
    let settings = chosen.isEmpty ? self : chosen[min(replicate, chosen.count - 1)]
    let source =
      settings.isUntuned ? Self.untuned : settings.specification.study.source(ofReplicate: replicate)
    return RunSpecification(
      cell: self, settings: settings, replicate: replicate,
      id: settings.identity.runID(replicate: replicate, source: source))
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
  /// The cell whose settings the run has: another one where they were chosen by tuning.
  let settings: SweepCell
  /// The replicate, from 0.
  public let replicate: Int
  /// `r-…`, a hash of everything that can change the run's bytes.
  public let id: String

  /// The resolved settings.
  public var specification: CellSpecification { settings.specification }
  /// `c-…`.
  public var cellID: String { cell.id }
  /// Whether the run tries settings, before the comparison.
  public var isTrial: Bool { cell.specification.series != .comparison }
  /// Of a run that tries settings for one replicate of the comparison, that replicate.
  package var tuningReplicate: Int? {
    if case .tuning(let replicate) = cell.specification.series { replicate } else { nil }
  }
  /// Whether there are no settings to run with, because every trial failed.
  public var isUntuned: Bool { settings.isUntuned }
  /// The values of the tuned keys; none where nothing is tuned, or could be.
  public var tuned: [Coordinate] { settings.trial?.values ?? [] }

  /// Whether two runs are the same; ids are hashes of all there is.
  public static func == (a: RunSpecification, b: RunSpecification) -> Bool {
    a.id == b.id && a.cell.index == b.cell.index
  }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
