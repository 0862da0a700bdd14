public import Catalog

/// The optimizers that `training.optimizer` can name.
public typealias OptimizerCatalog = KindTable<any Optimizer>

extension OptimizerCatalog {
  /// The optimizers that come with Sluice.
  public init() {
    self.init(
      of: "optimizer",
      [
        StochasticGradientDescent.self,
        RMSProp.self,
        Adam.self,
        AdamW.self,
        NAdam.self,
      ].map(Row.init))
  }
}

extension OptimizerCatalog.Row {
  /// An optimizer by its type.
  public init(_ type: any Optimizer.Type) {
    self.init(type.description) { (parameters) throws(ParameterError) in try type.init(parameters) }
  }
}
