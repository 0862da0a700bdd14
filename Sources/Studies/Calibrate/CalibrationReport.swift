import Planning
import Reports
import Statistics

/// The rates of every policy as a table that a person reads at once.
struct CalibrationReport {
  private let name: String
  private let replicates: Int
  private let policies: [PolicyCalibration]
  private let axis: String

  /// Reads the finished runs.
  init(_ results: StudyResults) throws {
    name = results.plan.experiment.name
    replicates = results.plan.experiment.replicates
    policies = try results.calibrations()
    axis = results.plan.comparison.map { results.plan.experiment.axes[$0.axis].path } ?? ""
  }

  /// What is shown.
  var report: Report {
    let metric = policies.first.map { "\($0.metric)" } ?? ""
    var report = Report([
      .line("\(name): policies against copies of themselves, \(metric), \(replicates) replicates")
    ])
    var table = ReportTable([
      .init(axis, .left), .init("", .left), .init("hits"), .init("of"), .init("rate"), .init("95 %"),
      .init("promised"),
    ])
    for policy in policies {
      var head = policy.label
      for row in policy.rows where row.rate.trials > 0 {
        table.add([
          .text(head), .text(Self.words(row.quantity)), .text("\(row.rate.hits)"),
          .text("\(row.rate.trials)"),
          .text(percent(row.rate.value)),
          .text(row.rate.interval.map { "[\(percent($0.low)), \(percent($0.high))]" } ?? ""),
          .text((row.quantity == "sweeps" ? "≤ " : "") + percent(row.promised)),
        ])
        head = ""
      }
    }
    report.addGap()
    report.add(table.withoutEmptyColumns)
    let problems = policies.filter { $0.calibration.diverged + $0.calibration.undefined > 0 }
    let differing = policies.map {
      "\($0.label) in \($0.differing.replacing("_", with: " ").replacing("+", with: " and "))"
    }
    report.addGap()
    report.add("copies differ: \(differing.joined(separator: "; "))")
    for policy in problems {
      let calibration = policy.calibration
      report.add(
        "\(policy.label): of \(calibration.comparisons) comparisons \(calibration.diverged) have a diverged run and \(calibration.undefined) an undefined score"
      )
    }
    return report
  }

  private static func words(_ quantity: String) -> String {
    switch quantity {
    case "false_positives": "p ≤ 0.05"
    case "sweeps": "some p (Holm) ≤ 0.05 in a sweep"
    case "coverage": "interval of the difference covers 0"
    case "mean_coverage": "interval of the mean covers it"
    default: "finds \(quantity.dropFirst("power_".count)) times mde80"
    }
  }

  private func percent(_ share: Double?) -> String {
    share.map { DecimalText.text(100 * $0, decimals: 2) + " %" } ?? ""
  }
}
