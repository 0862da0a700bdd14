public import Catalog

/// (y − t)².
public struct SquaredLoss: ElementwiseLoss, KindWithoutSettings {
  /// The catalog entry of `squared`.
  public static let description = KindDescription(
    "squared", summary: "The squared error; its best forecast is the mean.", formula: "(y − t)²")
  /// Numbers and bits.
  public static let targets: [TargetKind] = [.real, .bits]

  /// The loss.
  public init() {}

  /// ∂/∂y = 2(y − t).
  @inlinable
  public func term(_ x: LossTerm) -> LossTerm.Cost {
    let error = x.output - x.target
    return LossTerm.Cost(error * error, slope: 2 * error)
  }
}

extension Loss where Self == SquaredLoss {
  /// (y − t)².
  public static var squared: SquaredLoss { SquaredLoss() }
}
