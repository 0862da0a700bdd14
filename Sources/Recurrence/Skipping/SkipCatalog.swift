public import Catalog

/// The rules that `network.skip` can name.
public typealias SkipCatalog = KindTable<any SkipRule>

extension SkipCatalog {
  /// The rules that come with Sluice.
  public init() {
    self.init(of: "skip rule", [NoSkip.self, ThresholdSkip.self, BernoulliSkip.self, RandomSkip.self])
  }
}
