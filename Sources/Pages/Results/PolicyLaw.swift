/// A gate policy's law at some pre-activations: what it is on average while networks train, and what evaluation reads.
public struct PolicyLaw: Sendable, Hashable {
  /// The policy with its settings.
  public let name: String
  /// σ(z) of each pre-activation z, rising.
  public let probabilities: [Double]
  /// E[g | z] under the training law.
  public let means: [Double]
  /// The standard deviation of g given z under the training law.
  public let deviations: [Double]
  /// What the policy's own evaluation reads.
  public let readings: [Double]

  /// A law; all lists have the same count.
  public init(
    name: String, probabilities: [Double], means: [Double], deviations: [Double], readings: [Double]
  ) {
    self.name = name
    self.probabilities = probabilities
    self.means = means
    self.deviations = deviations
    self.readings = readings
  }
}
