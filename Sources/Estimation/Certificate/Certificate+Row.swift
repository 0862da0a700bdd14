extension Certificate {
  /// One entry of the gradient, or the whole vector.
  public struct Row: Sendable, Hashable {
    /// The parameter's name, or `all`.
    public let parameter: String
    /// The exact derivative; for `all` the exact gradient's norm.
    public let exact: Double
    /// A bound of the exact derivative's error; for `all` the norm of the bounds.
    public let exactError: Double
    /// The mean of the samples; for `all` the norm of the mean.
    public let mean: Double
    /// mean − exact; for `all` the norm of that difference.
    public let bias: Double
    /// √(variance/N).
    public let biasStandardError: Double
    /// The variance of one sample; for `all` the sum over the entries.
    public let variance: Double
    /// The cosine between the mean and the exact gradient; for `all` alone, where both are not 0, and no gate jumps
    /// without a draw: there the exact gradient leaves out what the rule puts in the jump's place.
    public let cosine: Double?
    /// Whether there is a bias.
    public let verdict: Verdict
  }
}
