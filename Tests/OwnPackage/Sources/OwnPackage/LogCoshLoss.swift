import Sluice

/// ln cosh(y − t): like half the square for small errors, like the magnitude for large ones.
struct LogCoshLoss: ElementwiseLoss, KindWithoutSettings {
  static let description = KindDescription(
    "log_cosh", summary: "Half the square of small errors, the magnitude of large ones.",
    formula: "ln cosh(y − t)")
  static let targets: [TargetKind] = [.real]

  init() {}

  /// ln cosh e = |e| + ln(1 + exp(−2|e|)) − ln 2, with slope tanh e.
  func term(_ x: LossTerm) -> LossTerm.Cost {
    let error = x.output - x.target
    let loss = abs(error) + VectorMath.log1p(VectorMath.exp(-2 * abs(error))) - 0.6931471805599453
    return LossTerm.Cost(loss, slope: VectorMath.tanh(error))
  }
}
