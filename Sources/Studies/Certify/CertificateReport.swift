import Estimation
import Planning
import Reports

/// Certificates as a table that a person reads at once: one row for each cell, of the whole gradient.
///
/// Bias and standard error are relative to the exact gradient's norm; the variance is that of one estimate, relative to
/// its square. As the noise of the largest entries hides a bias in small ones, the verdict is that of the single parameters
/// (`Verdict`), and the row ends with the parameter whose bias is the most standard errors from 0.
struct CertificateReport: Sendable {
  private let name: String
  private let total: Int
  private let cells:
    [(
      name: String, row: CertificateRow, verdict: Verdict, furthest: (parameter: String, deviation: Double)?
    )]

  /// Reads the finished certificates.
  init(_ results: StudyResults) throws {
    name = results.plan.experiment.name
    total = results.plan.cells.count
    cells = try results.cells().compactMap { cell, outcome in
      let certificate = outcome.certificate
      guard let row = certificate.last else { return nil }
      let rows = certificate.dropLast()
      let verdict = Verdict(rows.map { $0.verdict(norm: row.exact) })
        .reaching(
          standardError: row.biasStandardError, norm: row.exact,
          by: ExactGradient.Method(rawValue: row.exactBy) ?? .values)
      return (cell.name, row, verdict, Self.furthest(rows, norm: row.exact))
    }
  }

  /// What is shown.
  var report: Report {
    var report = Report([.line("\(name): bias and variance of the whole gradient, relative to the exact one")]
    )
    if cells.count < total { report.add("\(cells.count) of \(total) runs are finished") }
    report.addGap()
    let header = [
      "", "exact norm", "bias", "standard error", "variance", "cosine", "evaluations", "draws", "verdict",
      "|bias|/s.e.", "of",
    ]
    let rows = cells.map { name, row, verdict, furthest in
      [
        name, DecimalText.text(row.exact, decimals: 6), DecimalText.text(row.bias / row.exact, decimals: 5),
        DecimalText.text(row.biasStandardError / row.exact, decimals: 5),
        DecimalText.text(row.variance / (row.exact * row.exact), decimals: 3),
        row.cosine.map { DecimalText.text($0, decimals: 5) } ?? "",
        DecimalText.text(row.evaluations, decimals: 0), DecimalText.text(row.draws, decimals: 0),
        verdict.rawValue,
        furthest.map { $0.deviation.isFinite ? DecimalText.text($0.deviation, decimals: 1) : "∞" } ?? "",
        furthest?.parameter ?? "",
      ]
    }
    let sides: [ReportTable.Column.Side] = [.left] + header.dropFirst(2).map { _ in .right } + [.left]
    report.add(
      ReportTable(
        zip(header, sides).map { ReportTable.Column($0, $1) }, rows: rows.map { $0.map { .text($0) } }))
    return report
  }

  /// The parameter whose bias is the most standard errors from 0, and how many; what is rounding beside the whole
  /// gradient is no bias.
  private static func furthest(
    _ rows: some Sequence<CertificateRow>, norm: Double
  ) -> (parameter: String, deviation: Double)? {
    var furthest: (parameter: String, deviation: Double)?
    for row in rows where abs(row.bias) > Verdict.floor * norm {
      let deviation = abs(row.bias) / row.biasStandardError
      if deviation > furthest?.deviation ?? 0 { furthest = (row.parameter, deviation) }
    }
    return furthest
  }
}
