public import Catalog

/// The backward rules without samples that `training.gradient` can name.
///
/// A rule stands in only where a gate is 0 or 1 and so has no derivative; a gate with a pathwise derivative
/// keeps it under every rule. One rule can therefore serve a network whose gates follow different policies.
public typealias SurrogateCatalog = KindTable<any SurrogateGradient>

extension SurrogateCatalog {
  /// The rules that come with Sluice.
  public init() {
    self.init(
      of: "gradient rule",
      [
        AutomaticGradient.self,
        StraightThroughIdentity.self,
        StraightThroughSigmoid.self,
        StraightThroughClipped.self,
        StraightThroughGumbel.self,
        SlopeAnnealed.self,
        ReinMax.self,
        GumbelRao.self,
        GappedStraightThrough.self,
      ])
  }
}
