import Estimation
import Planning

/// One row of `certificate.csv`: one entry of the gradient, or the whole of it.
public struct CertificateRow: Sendable, Hashable {
  /// The parameter's name, or `all`.
  public let parameter: String
  /// `bernoulli` or `own`.
  public let reference: String
  /// `values` or `slopes_checked`.
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

  /// The figures in the order of the table, but for the cosine.
  var figures: [Double] { [exact, exactError, mean, bias, biasStandardError, variance, evaluations, draws] }

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
