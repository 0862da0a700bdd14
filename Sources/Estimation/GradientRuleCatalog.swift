public import Catalog
public import Gating

/// Everything that `training.gradient` can name: surrogates, then estimators.
public typealias GradientRuleCatalog = KindTable<GradientRule>

extension GradientRuleCatalog {
  /// The rules that come with Sluice.
  public init() {
    let estimators = EstimatorCatalog().map(GradientRule.estimator)
    self.init(
      of: estimators.subject, SurrogateCatalog().map(GradientRule.surrogate).rows + estimators.rows)
  }

  /// The rules of both catalogs.
  ///
  /// - Throws: `CatalogError` where a surrogate and an estimator have the same kind.
  public init(_ surrogates: SurrogateCatalog, _ estimators: EstimatorCatalog) throws(CatalogError) {
    self = try surrogates.map(GradientRule.surrogate).joined(
      with: estimators.map(GradientRule.estimator).rows)
  }
}
