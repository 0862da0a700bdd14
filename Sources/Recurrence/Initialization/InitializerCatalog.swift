public import Catalog

/// The laws of initial weights that `network.init` can name.
public struct InitializerCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any WeightInitializer.Type>

  /// The laws that come with Sluice.
  public init() {
    table = KindTable(
      of: "initializer",
      [UniformInitializer.self, NormalInitializer.self, OrthogonalInitializer.self]
        .map { (type: any WeightInitializer.Type) in (type.description, type) })
  }

  /// The law of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any WeightInitializer.Type {
    try table.entry(named: kind)
  }
}
