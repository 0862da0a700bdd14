public import Catalog

/// States without noise of their own: the default.
public struct NoStateNoise: StateNoise, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription("none", summary: "States without noise of their own.")

  /// No noise has no settings.
  public init() {}

  /// None.
  public var masks: [StateMask] { [] }
}
