public import Catalog

/// |y − t|, with slope 0 at y = t.
public struct AbsoluteLoss: ElementwiseLoss, KindWithoutSettings {
  /// The catalog entry of `absolute`.
  public static let description = KindDescription(
    "absolute", summary: "The absolute error; its best forecast is the median.", formula: "|y − t|")
  /// Numbers and bits.
  public static let targets: [TargetKind] = [.real, .bits]

  /// The loss.
  public init() {}

  /// ∂/∂y = sign(y − t), 0 at 0; NaN for NaN.
  @inlinable
  public func term(_ x: LossTerm) -> LossTerm.Cost {
    let error = x.output - x.target
    return LossTerm.Cost(abs(error), slope: error > 0 ? 1 : error < 0 ? -1 : error)
  }
}

extension Loss where Self == AbsoluteLoss {
  /// |y − t|.
  public static var absolute: AbsoluteLoss { AbsoluteLoss() }
}
