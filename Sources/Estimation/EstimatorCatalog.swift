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
        ARMSEstimator.self,
        BitFlipEstimator.self,
        DoubleControlEstimator.self,
        REBAREstimator.self,
        MuPropEstimator.self,
      ])
  }
}
