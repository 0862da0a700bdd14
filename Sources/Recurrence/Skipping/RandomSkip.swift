public import Catalog

/// Steps are skipped at a fixed rate, whatever they hold: what learned rules are compared with.
///
///     u_t = 1[u < 1 − rate]
///
/// - Draws: one uniform per sequence, layer and step, the second of the step channel, in training and in the evaluation mode `sample`.
/// - Other modes take every step.
/// - Source: the control of Campos et al. 2018 (arXiv 1708.06834).
public struct RandomSkip: SkipRule {
  /// The catalog entry.
  public static let description = KindDescription(
    "random", summary: "Steps are skipped at a fixed rate; evaluations without draws take every step.",
    formula: "u_t = 1[u < 1 − rate]", source: "the control of Campos et al. 2018 (arXiv 1708.06834)",
    parameters: [
      Parameter(
        "rate", .number(.probability), default: .number(0.5),
        summary: "How often a step is skipped, as a probability.")
    ])

  /// How often a step is skipped.
  public let rate: Double
  /// The uniform below which a step is taken, rounded to Float so that both precisions decide alike.
  private let limit: Float
  /// Nothing is learned.
  public var learns: Bool { false }
  /// None.
  public var bias: Double { 0 }
  /// Nothing is charged.
  public var budget: Double { 0 }
  /// u_t is drawn.
  public var draws: Bool { true }

  /// Reads `rate`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    rate = parameters.number("rate")
    limit = Float(1 - rate)
  }

  /// u < 1 − rate, or always.
  public func takes<Scalar: BinaryFloatingPoint>(_ probability: Scalar, uniform: Scalar?) -> Bool {
    uniform.map { $0 < Scalar(limit) } ?? true
  }
}
