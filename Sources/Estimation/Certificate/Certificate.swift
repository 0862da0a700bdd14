/// What a gradient rule gives on average, beside the exact gradient: bias, variance, direction and cost.
///
/// N samples of the gradient of one batch are taken at the same parameters, each with its own noise, before any
/// clipping, in Float64. A moving-average baseline is settled first, on draws of its own, and then stays as it is, so
/// that the samples do not depend on each other.
public struct Certificate: Sendable, Hashable {
  /// A row for each parameter, then `all`.
  public let rows: [Row]
  /// Samples N.
  public let samples: Int
  /// Loss evaluations of one estimate.
  public let evaluations: Double
  /// Uniforms of one estimate.
  public let draws: Double
  /// The exact expected loss.
  public let exactLoss: Double
  /// What the exact gradient is made of.
  public let method: ExactGradient.Method

  /// Compares samples with the exact gradient.
  public init(
    _ exact: ExactGradient, names: [String], moments: GradientMoments, evaluations: Double, draws: Double
  ) {
    let (variances, means) = (moments.variances, moments.means)
    let n = Double(max(1, moments.count))
    func norm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let (length, meanLength) = (norm(exact.gradient), norm(means))
    var rows = names.indices.map { index in
      let (bias, error) = (means[index] - exact.gradient[index], (variances[index] / n).squareRoot())
      return Row(
        parameter: names[index], exact: exact.gradient[index], exactError: exact.errors[index],
        mean: means[index], bias: bias, biasStandardError: error, variance: variances[index], cosine: nil,
        verdict: Verdict(
          bias: bias, standardError: error, exactError: exact.errors[index], norm: length))
    }
    let product = zip(exact.gradient, means).reduce(0) { $0 + $1.0 * $1.1 }
    let total = variances.reduce(0, +)
    let hasAngle = length > 0 && meanLength > 0 && !exact.holdsThresholds
    let error = (total / n).squareRoot()
    rows.append(
      Row(
        parameter: "all", exact: length, exactError: norm(exact.errors), mean: meanLength,
        bias: norm(rows.map(\.bias)), biasStandardError: error, variance: total,
        cosine: hasAngle ? product / (length * meanLength) : nil,
        verdict: Verdict(rows.map(\.verdict)).reaching(standardError: error, norm: length, by: exact.method)))
    self.rows = rows
    samples = moments.count
    self.evaluations = evaluations
    self.draws = draws
    exactLoss = exact.loss
    method = exact.method
  }

  /// The row of the whole vector.
  public var whole: Row { rows[rows.count - 1] }
}
