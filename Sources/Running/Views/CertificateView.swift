public import Planning

/// Certificates as a table that a person reads at once: one row for each cell, of the whole gradient.
///
/// Bias and standard error are relative to the exact gradient's norm; the variance is that of one estimate, relative to its
/// square.
public struct CertificateView: Sendable {
  private let name: String
  private let total: Int
  private let cells: [(name: String, row: CertificateRow)]

  /// Reads the finished runs of a results folder of kind `certify`.
  public init(_ plan: ExperimentPlan, store: RunStore) throws(IOError) {
    name = plan.experiment.name
    total = plan.cells.count
    var cells: [(String, CertificateRow)] = []
    for cell in plan.cells {
      guard let record = try store.record(of: cell.run(replicate: 0).id), let row = record.certificate.last
      else { continue }
      cells.append((cell.name, row))
    }
    self.cells = cells
  }

  /// The table, ending in a newline.
  public var text: String {
    var lines = ["\(name): bias and variance of the whole gradient, relative to the exact one"]
    if cells.count < total { lines.append("\(cells.count) of \(total) runs are finished") }
    let header = ["", "exact norm", "bias", "standard error", "variance", "cosine", "evaluations", "draws"]
    let rows = cells.map { name, row in
      [
        name, DecimalText.text(row.exact, decimals: 6), DecimalText.text(row.bias / row.exact, decimals: 5),
        DecimalText.text(row.biasStandardError / row.exact, decimals: 5),
        DecimalText.text(row.variance / (row.exact * row.exact), decimals: 3),
        row.cosine.map { DecimalText.text($0, decimals: 5) } ?? "",
        DecimalText.text(row.evaluations, decimals: 0), DecimalText.text(row.draws, decimals: 0),
      ]
    }
    let table = TextTable(columns: [.left] + header.dropFirst().map { _ in .right }, rows: [header] + rows)
    return (lines + [""] + table.lines).joined(separator: "\n") + "\n"
  }
}
