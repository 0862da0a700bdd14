public import Catalog

/// The kinds of noise that `state_noise` can name.
public struct StateNoiseCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any StateNoise.Type>

  /// The kinds that come with Sluice.
  public init() {
    table = KindTable(
      of: "state noise",
      [
        NoStateNoise.self, Zoneout.self, RecurrentDropout.self, VariationalDropout.self,
        StochasticDepthInTime.self, NaiveCellDropout.self,
      ].map { (type: any StateNoise.Type) in (type.description, type) })
  }

  /// The kind of this name.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any StateNoise.Type {
    try table.entry(named: kind)
  }
}
