import Catalog
import Planning
public import Reports

/// How far a results folder is whose experiment cannot be planned here: its records, and the runs that its plan asks for.
public struct FolderCount: Sendable, Hashable {
  /// The results folder.
  public let folder: String
  /// Runs that have a record.
  public let records: Int
  /// Runs of the experiment: cells times replicates, as the plan lists them.
  public let total: Int

  /// Counts what is in a folder.
  public init(_ folder: String, plan: PlanFile) throws(IOError) {
    self.folder = folder
    records = try RunStore(folder).records().count
    let axes = plan.settings.filter { $0.key.hasPrefix("sweep.") }.map { axis in
      (try? JSON(Array(axis.value.utf8)))?.items.count ?? 1
    }
    let replicates = plan.settings.first { $0.key == "replicates" }.flatMap { Int($0.value) } ?? 1
    total = axes.reduce(replicates, *)
  }

  /// One line.
  public var report: Report { Report([.line("\(folder): \(records) records of \(total) runs")]) }
}
