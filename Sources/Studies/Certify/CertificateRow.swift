import Estimation
public import Planning
public import Tables

/// One row of `certificate.csv`: one entry of the gradient, or the whole of it.
public struct CertificateRow: Sendable, Hashable {
  /// The parameter's name, or `all`.
  public let parameter: String
  /// `bernoulli`, `own` or `exact`.
  public let reference: String
  /// `values`, `slopes_checked` or `moments`.
  public let exactBy: String
  /// Estimates.
  public let samples: Int
  /// The exact derivative, or the exact gradient's norm.
  public let exact: Double
  /// A bound of the exact derivative's error, or the norm of all.
  public let exactError: Double
  /// The estimates' mean, or its norm.
  public let mean: Double
  /// mean − exact, or the norm of that difference.
  public let bias: Double
  /// The standard error of the bias.
  public let biasStandardError: Double
  /// The variance of one estimate, or the sum of all.
  public let variance: Double
  /// Loss evaluations of one estimate.
  public let evaluations: Double
  /// Uniforms of one estimate.
  public let draws: Double
  /// The cosine between mean and exact gradient, of the whole alone.
  public let cosine: Double?

  /// A row.
  public init(
    parameter: String, reference: String, exactBy: String, samples: Int, exact: Double, exactError: Double,
    mean: Double, bias: Double, biasStandardError: Double, variance: Double, evaluations: Double,
    draws: Double, cosine: Double?
  ) {
    self.parameter = parameter
    self.reference = reference
    self.exactBy = exactBy
    self.samples = samples
    self.exact = exact
    self.exactError = exactError
    self.mean = mean
    self.bias = bias
    self.biasStandardError = biasStandardError
    self.variance = variance
    self.evaluations = evaluations
    self.draws = draws
    self.cosine = cosine
  }

  /// The row that a record keeps.
  init(_ row: TableRow) {
    func number(_ column: String) -> Double { row.number(column) ?? .nan }
    self.init(
      parameter: row["parameter"], reference: row["reference"], exactBy: row["exact_by"],
      samples: row.integer("samples") ?? 0, exact: number("exact"), exactError: number("exact_error"),
      mean: number("mean"), bias: number("bias"),
      biasStandardError: number("bias_se"), variance: number("variance"), evaluations: number("evaluations"),
      draws: number("draws"), cosine: row.number("cosine"))
  }

  /// `certificate.csv`, behind the columns that name the cell.
  public static let table = Table<CertificateRow>(
    "certificate",
    "One row for every parameter of every certified cell, and one more for the whole gradient.",
    [
      .text(
        "parameter",
        "The parameter, block[row][column], or `all`: then exact, mean and bias are Euclidean norms, variance is a sum."
      ) { $0.parameter },
      .text(
        "reference",
        "Whose gradient is the exact one: bernoulli, the network whose gates are drawn 0 or 1; own, the gates' own law; exact, that of Bernoulli gates in closed form."
      ) { $0.reference },
      .text(
        "exact_by",
        "What the exact derivative is made of: values, differences of the expected loss; slopes_checked, the gates' slopes, held against their values first; moments, mean and variance of the states."
      ) { $0.exactBy },
      .integer("samples", "Estimates, each with its own noise.") { $0.samples },
      .exact("exact", "The exact derivative of the expected loss.") { $0.exact },
      .exact(
        "exact_error",
        "A bound of the exact derivative's error; in the row `all` the Euclidean norm of the bounds."
      ) { $0.exactError },
      .exact("mean", "The mean of the estimates.") { $0.mean },
      .exact("bias", "mean − exact.") { $0.bias },
      .exact("bias_se", "The standard error of the bias, √(variance/samples).") { $0.biasStandardError },
      .exact("variance", "The variance of one estimate.") { $0.variance },
      .exact("evaluations", "Evaluations of the loss in one estimate.") { $0.evaluations },
      .exact("draws", "Uniforms in one estimate.") { $0.draws },
      .optionalExact("cosine", "The cosine between mean and exact gradient, in the row `all`.") { $0.cosine },
    ])
  /// What the row says, beside a whole gradient of some norm.
  func verdict(norm: Double) -> Verdict {
    Verdict(bias: bias, standardError: biasStandardError, exactError: exactError, norm: norm)
  }

  /// The rows of a certificate.
  static func rows(_ certificate: Certificate, _ reference: ObjectiveReference) -> [CertificateRow] {
    certificate.rows.map { row in
      CertificateRow(
        parameter: row.parameter, reference: reference.rawValue, exactBy: certificate.method.rawValue,
        samples: certificate.samples, exact: row.exact, exactError: row.exactError, mean: row.mean,
        bias: row.bias, biasStandardError: row.biasStandardError, variance: row.variance,
        evaluations: certificate.evaluations, draws: certificate.draws, cosine: row.cosine)
    }
  }
}

extension RunOutcome {
  /// The certificate of a gradient rule.
  public var certificate: [CertificateRow] {
    rows(of: CertificateRow.table.schema.name).map { CertificateRow($0) }
  }
}
