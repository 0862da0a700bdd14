public import Catalog

/// The laws of initial weights that `network.initializer` can name.
public typealias InitializerCatalog = KindTable<any WeightInitializer>

extension InitializerCatalog {
  /// The laws that come with Sluice.
  public init() {
    self.init(
      of: "initializer",
      [UniformInitializer.self, NormalInitializer.self, OrthogonalInitializer.self])
  }
}
