import Catalog
import Planning

/// When the tables of a folder were written for another experiment than before: the content of `history.json`, which is volatile.
///
/// Whoever has seen a comparison can decide by it whether to go on, and p no longer means what it says. So every writing of the tables after which
/// they hold other replicates, cells or another comparison is kept as a look.
struct FolderHistory: Sendable {
  /// The name of the file.
  static let file = "history.json"
  private static let schema = "sluice/history/v1"

  /// What could be seen.
  struct Look: Sendable, Hashable {
    /// Planned repetitions of every cell.
    let replicates: Int
    /// Cells of the sweep.
    let cells: Int
    /// What was compared, by the keys of `compare`; empty where nothing was.
    let compare: [String]

    /// What the tables of a plan show.
    init(_ plan: ExperimentPlan) {
      (replicates, cells) = (plan.replicates, plan.candidates)
      compare = plan.comparison.map { $0.settings(plan.experiment.axes) } ?? []
    }

    /// Reads a look back from the file; `nil` where replicates or cells are missing.
    init?(_ json: JSON) {
      guard let replicates = json["replicates"]?.integer, let cells = json["cells"]?.integer else {
        return nil
      }
      (self.replicates, self.cells) = (replicates, cells)
      compare = json["compare"]?.items.compactMap(\.string) ?? []
    }
  }

  private var entries: [JSON]
  /// What could be seen, the earliest first.
  private(set) var looks: [Look]

  /// The history of a folder; an empty one where there is none, or none that can be read.
  init(_ folder: String) {
    let json = (try? Files.read(Files.join(folder, Self.file))).flatMap { try? JSON($0) }
    entries = json?["schema"]?.string == Self.schema ? json?["looks"]?.items ?? [] : []
    looks = entries.compactMap { Look($0) }
  }

  /// Adds what the tables of a plan show, where that is something else than before, and writes the file.
  mutating func add(_ plan: ExperimentPlan, at time: String, in folder: String) throws(IOError) {
    let look = Look(plan)
    guard look != looks.last else { return }
    looks.append(look)
    entries.append(
      .object([
        ("at", .string(time)), ("sluice", .string(SluiceVersion.current)),
        ("replicates", .integer(look.replicates)), ("cells", .integer(look.cells)),
        ("compare", .array(look.compare.map { .string($0) })),
      ]))
    let json = JSON.object([("schema", .string(Self.schema)), ("looks", .array(entries))])
    try AtomicFile.write(json.text.utf8, to: Files.join(folder, Self.file))
  }

  /// What has to be said of p where an experiment has changed since its results could first be seen.
  ///
  /// - Parameter current: what is shown; by default what could be seen last.
  func remarks(_ current: Look? = nil) -> [String] {
    guard let current = current ?? looks.last else { return [] }
    let earlier = looks.filter { $0 != current }
    var remarks: [String] = []
    let fewer = earlier.map(\.replicates).filter { $0 < current.replicates }
    if let least = fewer.min() {
      remarks.append("replicates were added after a look (\(least), now \(current.replicates)): p is nominal")
    }
    if let other = earlier.first(where: { $0.compare != current.compare }) {
      let was = other.compare.filter { !current.compare.contains($0) }
      let text = was.isEmpty ? "" : " (\(was.joined(separator: ", ")) before)"
      remarks.append("what is compared was changed after a look\(text): p is nominal")
    }
    return remarks
  }
}

extension Comparison {
  /// The keys of `compare` with their values.
  fileprivate func settings(_ axes: [Axis]) -> [String] {
    let declared: [String] =
      switch equivalence {
      case nil: []
      case .units(let delta)?: ["equivalence: \(delta)"]
      case .floors(let share)?: ["equivalence: {floors: \(share)}"]
      }
    return [
      "axis: \(axes[axis].path)", "baseline: \(axes[axis].values[baseline].label)", "metric: \(metric)",
    ] + declared
  }
}
