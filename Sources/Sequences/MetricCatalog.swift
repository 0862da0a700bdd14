public import Catalog

/// The metrics that a task can name, each by its type.
public typealias MetricCatalog = KindTable<any Metric.Type>

extension MetricCatalog {
  /// The metrics that come with Sluice.
  public init() {
    self.init(
      of: "metric",
      [
        MeanSquaredError.self,
        RootMeanSquaredError.self,
        MeanAbsoluteError.self,
        CorrectSums.self,
        PearsonCorrelation.self,
        Accuracy.self,
        BalancedAccuracy.self,
        MacroF1.self,
        Recall.self,
        CrossEntropy.self,
        Perplexity.self,
        BitsPerSymbol.self,
        LogScore.self,
        RankedProbabilityScore.self,
        PinballScore.self,
        WeightedIntervalScore.self,
        IntervalCoverage.self,
      ].map { Row($0) })
  }

  /// All metrics, in order.
  public var types: [any Metric.Type] { kinds.compactMap { try? make($0) } }
}

extension MetricCatalog.Row {
  /// A metric by its type.
  public init(_ type: any Metric.Type) { self.init(type.description) { _ in type } }
}
