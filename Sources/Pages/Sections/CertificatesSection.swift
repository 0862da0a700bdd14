import Drawing

/// Bias and variance of gradient rules against the exact gradient, and what they cost.
enum CertificatesSection: ReportSection {
  static let name = "certificates"
  static let title = "Certificates"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let design = folder.design, let certificates = try Certificates(folder, design) else { return [] }
    let figures = CertificateFigures(certificates.rows)
    var passages: [Passage] = [.figure(figures.plane), .figure(figures.bias), .figure(figures.cost)]
    if certificates.omitted > 0 {
      let all = certificates.omitted + certificates.rows.count
      passages.append(
        .omission(
          "\(certificates.omitted) of \(all) certificates are left out here; certificate.csv has all."))
    }
    return passages + certificates.passages
  }
}

/// The rows of `certificate.csv` for whole gradients.
struct Certificates {
  /// A certificate.
  struct Row {
    let name: String
    let bias: Double
    let error: Double
    let variance: Double
    let evaluations: Double
    let cosine: Double?
    let exact: Double
    let number: Int
  }

  private(set) var rows: [Row] = []
  private(set) var omitted = 0
  private(set) var passages: [Passage] = []

  init?(_ folder: ResultsFolder, _ design: Design) throws {
    let columns = [
      "cell_id", "parameter", "reference", "exact", "bias", "bias_se", "variance", "evaluations", "cosine",
    ]
    guard var table = try folder.rows(of: "certificate", columns) else { return nil }
    let all = Array("all".utf8)
    while try table.next() {
      guard table.holds(all, 1), let place = design.place(of: table.text(0)), let bias = table.number(4),
        let error = table.number(5), let variance = table.number(6)
      else { continue }
      guard rows.count < Design.Room.rows else {
        omitted += 1
        continue
      }
      let labels = design.cells[place].labels.joined(separator: ", ")
      let reference = table.text(2) == "own" ? " (own objective)" : ""
      rows.append(
        Row(
          name: (labels.isEmpty ? "the only cell" : labels) + reference, bias: bias, error: error,
          variance: variance,
          evaluations: table.number(7) ?? 1, cosine: table.number(8), exact: table.number(3) ?? 0,
          number: table.row))
    }
    passages = ResultsFolder.cut(table)
    if rows.isEmpty { return nil }
  }
}
