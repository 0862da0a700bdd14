public import Catalog
public import Gating

/// Everything that `training.gradient` can name: surrogates, then estimators.
public typealias GradientRuleCatalog = KindTable<GradientRule>

extension GradientRuleCatalog {
  /// The rules that come with Sluice.
  public init() {
    self.init(of: "gradient rule", Self.rows(SurrogateCatalog(), EstimatorCatalog()))
  }

  /// The rules of both catalogs.
  ///
  /// - Throws: `CatalogError` where a surrogate and an estimator have the same kind.
  public init(_ surrogates: SurrogateCatalog, _ estimators: EstimatorCatalog) throws(CatalogError) {
    self = try KindTable(of: "gradient rule", []).joined(with: Self.rows(surrogates, estimators))
  }

  private static func rows(_ surrogates: SurrogateCatalog, _ estimators: EstimatorCatalog) -> [Row] {
    surrogates.map(GradientRule.surrogate).rows + estimators.map(GradientRule.estimator).rows
  }
}
