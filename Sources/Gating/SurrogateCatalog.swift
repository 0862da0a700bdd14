public import Catalog

/// The backward rules `training.gradient` can name.
///
/// A rule stands in only where a gate is 0 or 1 and so has no derivative; a gate with a pathwise derivative
/// keeps it under every rule. One rule can therefore serve a network whose gates follow different policies.
public struct SurrogateCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any SurrogateGradient.Type>

  /// The rules that come with Sluice.
  public init() {
    table = KindTable(
      of: "gradient rule",
      [
        AutomaticGradient.self,
        StraightThroughIdentity.self,
        StraightThroughSigmoid.self,
        StraightThroughClipped.self,
        StraightThroughGumbel.self,
        SlopeAnnealed.self,
        ReinMax.self,
      ].map { (type: any SurrogateGradient.Type) in (type.description, type) })
  }

  /// The rules that come with Sluice, followed by `rules`.
  ///
  /// - Throws: `CatalogError` where a kind is taken or a description contradicts itself.
  public init(adding rules: [any SurrogateGradient.Type]) throws(CatalogError) {
    table = try SurrogateCatalog().table.adding(rules.map { ($0.description, $0) })
  }

  /// All rules, in order.
  public var types: [any SurrogateGradient.Type] { table.rows.map(\.entry) }

  /// The rule of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any SurrogateGradient.Type {
    try table.entry(named: kind)
  }
}
