public import Catalog

/// The optimizers that `training.optimizer` can name.
public struct OptimizerCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any Optimizer.Type>

  /// The optimizers that come with Sluice.
  public init() {
    table = KindTable(
      of: "optimizer",
      [StochasticGradientDescent.self, RMSProp.self, Adam.self]
        .map { (type: any Optimizer.Type) in (type.description, type) })
  }

  /// The optimizer of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any Optimizer.Type {
    try table.entry(named: kind)
  }
}
