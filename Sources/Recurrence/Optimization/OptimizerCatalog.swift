public import Catalog

/// The optimizers that `training.optimizer` can name.
public typealias OptimizerCatalog = KindTable<any Optimizer>

extension OptimizerCatalog {
  /// The optimizers that come with Sluice.
  public init() {
    self.init(
      of: "optimizer",
      [StochasticGradientDescent.self, RMSProp.self, Adam.self, AdamW.self, NAdam.self])
  }
}
