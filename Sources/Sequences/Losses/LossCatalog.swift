public import Catalog

/// The losses that an experiment file can name.
public typealias LossCatalog = KindTable<any Loss>

extension LossCatalog {
  /// The losses that come with Sluice: of those that fit a task, the first is the default.
  public init() {
    self.init(
      of: "loss",
      [
        SquaredLoss.self, AbsoluteLoss.self, CrossEntropyLoss.self, BinaryCrossEntropyLoss.self,
        PoissonLoss.self, NegativeBinomialLoss.self, PinballLoss.self,
      ])
  }
}
