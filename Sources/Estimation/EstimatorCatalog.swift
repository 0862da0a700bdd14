public import Catalog

/// The estimators that `training.gradient` can name.
public typealias EstimatorCatalog = KindTable<any GradientEstimator>

extension EstimatorCatalog {
  /// The estimators that come with Sluice.
  public init() {
    self.init(
      of: "gradient rule",
      [
        ScoreFunctionEstimator.self,
        ARMEstimator.self,
        DisARMEstimator.self,
        REBAREstimator.self,
        MuPropEstimator.self,
      ].map(Row.init))
  }
}

extension EstimatorCatalog.Row {
  /// An estimator by its type.
  public init(_ type: any GradientEstimator.Type) {
    self.init(type.description) { (parameters) throws(ParameterError) in try type.init(parameters) }
  }
}
