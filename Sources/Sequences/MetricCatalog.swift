public import Catalog

/// The metrics that come with Sluice, and those of a program's own.
public struct MetricCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any Metric.Type>

  /// The metrics that come with Sluice.
  public init() {
    table = KindTable(
      of: "metric",
      [
        MeanSquaredError.self,
        RootMeanSquaredError.self,
        MeanAbsoluteError.self,
        PearsonCorrelation.self,
        Accuracy.self,
        CrossEntropy.self,
        Perplexity.self,
        BitsPerSymbol.self,
      ].map { (type: any Metric.Type) in (type.description, type) })
  }

  /// The metrics that come with Sluice, followed by `metrics`.
  ///
  /// - Throws: `CatalogError` where a kind is taken or a description contradicts itself.
  public init(adding metrics: [any Metric.Type]) throws(CatalogError) {
    table = try MetricCatalog().table.adding(metrics.map { ($0.description, $0) })
  }

  /// All metrics, in order.
  public var types: [any Metric.Type] { table.rows.map(\.entry) }

  /// The metric of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any Metric.Type {
    try table.entry(named: kind)
  }
}
