import Sluice

/// A step is taken where its learned probability reaches a level, in place of the Skip RNN's one half.
///
/// u_t = 1[p_t ≥ level]: the lower the level, the shorter a layer can rest.
struct LevelSkip: SkipRule {
  static let description = KindDescription(
    "level", summary: "A step is taken where its learned probability reaches a level.",
    formula: "u_t = 1[p_t ≥ level]",
    parameters: [
      Parameter(
        "level", .number(.probability), default: .number(0.7), summary: "The probability that is enough."),
      .skipBudget, .skipBias,
    ])

  let budget, bias: Double
  /// In single precision, so that both engines compare with the same number.
  let level: Float

  init(_ parameters: Parameters) throws(ParameterError) {
    (budget, bias) = (parameters.number("budget"), parameters.number("bias"))
    level = Float(parameters.number("level"))
  }

  var learns: Bool { true }
  var draws: Bool { false }

  func takes<Scalar: BinaryFloatingPoint>(_ probability: Scalar, uniform: Scalar?) -> Bool {
    probability >= Scalar(level)
  }
}
