import Planning
public import Reports

/// What was recomputed, what was compared, and where bytes differ.
public struct VerificationResult: Sendable, Hashable {
  /// The experiment's name.
  public let name: String
  /// Runs that were recomputed.
  public let recomputed: Int
  /// Of these, the runs whose record and attachments have the same bytes but for the timing.
  public let agreeing: Int
  /// Runs of the plan.
  public let total: Int
  /// Stable files that were compared with those that the records give; of one row its table.
  public let files: [String]
  /// Where bytes differ, records in plan order before files.
  public let differences: [Difference]
  /// What a person should know beside it.
  public let remarks: [String]

  /// A line for the runs, one for the files, the first difference.
  public var report: Report {
    var report = Report()
    if total > 0 {
      report.add("\(name): \(recomputed) of \(PlanSummary.count(total, "run")) recomputed, \(agreeing) agree")
    }
    if !files.isEmpty {
      let others = Set(differences.filter { $0.run == nil }.map(\.file))
      let agreeing = files.count { !others.contains($0) }
      report.add(
        "\(PlanSummary.count(files.count, "file")) compared, \(agreeing) agree: \(files.joined(separator: ", "))"
      )
    }
    for remark in remarks { report.add(remark) }
    guard let first = differences.first else { return report }
    report.add("first difference: \(first)")
    if differences.count > 1 { report.add("\(differences.count - 1) more") }
    return report
  }
}
