public import Catalog

/// The laws of initial weights that `network.initializer` can name.
public typealias InitializerCatalog = KindTable<any WeightInitializer>

extension InitializerCatalog {
  /// The laws that come with Sluice.
  public init() {
    self.init(
      of: "initializer",
      [
        UniformInitializer.self,
        NormalInitializer.self,
        OrthogonalInitializer.self,
      ].map(Row.init))
  }
}

extension InitializerCatalog.Row {
  /// A law by its type.
  public init(_ type: any WeightInitializer.Type) {
    self.init(type.description) { (parameters) throws(ParameterError) in try type.init(parameters) }
  }
}
