/// What a certificate says of one derivative, or of the whole gradient.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The mean of the estimates is another than the exact derivative.
  case biased
  /// The exact derivative is not known well enough to tell: its error is above a tenth of the bias's standard error.
  case unresolved
  /// The bias is within its standard error's reach.
  case unseen = "no bias seen"
  /// No bias is seen, and few would be: the standard error of the whole gradient is above ``reach`` of its norm.
  case notCertified = "not certified"

  /// Standard errors that a bias must be from 0 to be called one: by chance 6·10⁻⁷ of unbiased derivatives are.
  public static let deviations = 5.0
  /// The share of the whole gradient's norm below which nothing is told from rounding.
  public static let floor = 1e-9

  /// The largest standard error of a certified gradient at any length, as a share of its norm.
  public static let reach = 0.05

  /// The verdict on one derivative.
  ///
  /// A kink within the step of the differences raises `exactError` by as much as it changes the derivative.
  ///
  /// - Parameters:
  ///   - bias: mean − exact.
  ///   - standardError: the bias's.
  ///   - exactError: the bound of the exact derivative's error.
  ///   - norm: the norm of the exact gradient.
  public init(bias: Double, standardError: Double, exactError: Double, norm: Double) {
    let floor = Self.floor * norm
    guard exactError <= max(0.1 * standardError, floor) else {
      self = .unresolved
      return
    }
    let reach = max(Self.deviations * standardError, floor) + exactError
    self = bias.magnitude <= reach ? .unseen : .biased
  }

  /// The verdict on a gradient: one biased derivative is enough, and one unresolved one leaves the rest open.
  public init(_ verdicts: some Sequence<Verdict>) {
    let all = Set(verdicts)
    self = all.contains(.biased) ? .biased : all.contains(.unresolved) ? .unresolved : .unseen
  }

  /// The verdict on a whole gradient that is exact by a method, given its standard error and norm.
  ///
  /// The variance of estimates grows with the length, which the closed form alone does not limit. A bias that is seen stays one.
  public func reaching(standardError: Double, norm: Double, by method: ExactGradient.Method) -> Verdict {
    method == .moments && self == .unseen && !(standardError <= Self.reach * norm) ? .notCertified : self
  }
}
