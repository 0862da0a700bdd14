public import Catalog

/// The rules that `network.forget_bias` can name; a plain number there is the value of `constant`.
public struct ForgetBiasCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any BiasInitializer.Type>

  /// The rules that come with Sluice.
  public init() {
    table = KindTable(
      of: "forget bias",
      [ConstantForgetBias.self, ChronoBias.self]
        .map { (type: any BiasInitializer.Type) in (type.description, type) })
  }

  /// The rule of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any BiasInitializer.Type {
    try table.entry(named: kind)
  }
}
