public import Catalog

/// Every step is taken: the default.
public struct NoSkip: SkipRule, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription("none", summary: "Every step is taken.", formula: "u_t = 1")

  /// There is nothing to set.
  public init() {}

  /// Nothing is learned.
  public var learns: Bool { false }
  /// None.
  public var bias: Double { 0 }
  /// Nothing is charged.
  public var budget: Double { 0 }
  /// Nothing is drawn.
  public var draws: Bool { false }

  /// Always.
  public func takes<Scalar: BinaryFloatingPoint>(_ probability: Scalar, uniform: Scalar?) -> Bool { true }
}

extension SkipKind {
  /// Every step is taken.
  public static var none: SkipKind {
    guard let parameters = try? Parameters(NoSkip.description) else {
      preconditionFailure("a kind without settings needs none")
    }
    return SkipKind(parameters, NoSkip())
  }
}
