public import Catalog

/// The rules that `network.forget_bias` can name; a plain number there is the value of `constant`.
public typealias ForgetBiasCatalog = KindTable<any BiasInitializer>

extension ForgetBiasCatalog {
  /// The rules that come with Sluice.
  public init() {
    self.init(of: "forget bias", [ConstantForgetBias.self, ChronoBias.self])
  }
}
