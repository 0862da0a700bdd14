/// A gate policy's law at some pre-activations: what it is on average while networks train, and what evaluation reads.
public struct PolicyLaw: Sendable, Hashable {
  /// The policy with its settings.
  public let name: String
  /// Pre-activations z, rising. Where the law jumps, both sides of the jump are among them, ``sidesOfJump`` apart at most.
  public let preActivations: [Double]
  /// σ(z) of each.
  public let probabilities: [Double]
  /// E[g | z] under the training law.
  public let means: [Double]
  /// The standard deviation of g given z under the training law.
  public let deviations: [Double]
  /// What the policy's own evaluation reads.
  public let readings: [Double]

  /// How far apart the two sides of a jump are at most.
  public static let sidesOfJump = 1e-9

  /// A law; all lists have the same count.
  public init(
    name: String, preActivations: [Double], probabilities: [Double], means: [Double], deviations: [Double],
    readings: [Double]
  ) {
    self.name = name
    self.preActivations = preActivations
    self.probabilities = probabilities
    self.means = means
    self.deviations = deviations
    self.readings = readings
  }
}
