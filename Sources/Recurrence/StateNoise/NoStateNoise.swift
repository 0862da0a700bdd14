public import Catalog

/// States without noise of their own: the default.
public struct NoStateNoise: StateNoise {
  /// The catalog entry.
  public static let description = KindDescription("none", summary: "States without noise of their own.")

  /// No noise has no settings.
  public init(_ parameters: Parameters) throws(ParameterError) {}

  /// No noise has no settings.
  public init() {}

  /// None.
  public var masks: [StateMask] { [] }
}
