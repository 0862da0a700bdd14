public import Catalog
public import Gating

/// Everything that `training.gradient` can name: surrogates, then estimators.
public struct GradientRuleCatalog: Sendable {
  /// What makes a rule.
  public enum Maker: Sendable {
    /// A surrogate gradient.
    case surrogate(any SurrogateGradient.Type)
    /// An estimator.
    case estimator(any GradientEstimator.Type)

    /// The catalog entry.
    public var description: KindDescription {
      switch self {
      case .surrogate(let type): type.description
      case .estimator(let type): type.description
      }
    }

    /// A rule with checked settings.
    public func rule(_ parameters: Parameters) throws(ParameterError) -> GradientRule {
      switch self {
      case .surrogate(let type): .surrogate(try type.init(parameters))
      case .estimator(let type): .estimator(try type.init(parameters))
      }
    }
  }

  /// The kinds in the order in which they are listed, each with what makes it.
  public let table: KindTable<Maker>

  /// The rules that come with Sluice.
  public init() {
    let surrogates = SurrogateCatalog().types.map { Maker.surrogate($0) }
    let estimators: [any GradientEstimator.Type] = [
      ScoreFunctionEstimator.self, ARMEstimator.self, DisARMEstimator.self, REBAREstimator.self,
      MuPropEstimator.self,
    ]
    table = KindTable(
      of: "gradient rule",
      (surrogates + estimators.map { Maker.estimator($0) }).map { ($0.description, $0) })
  }

  /// What makes the rule of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func maker(named kind: String) throws(CatalogError) -> Maker { try table.entry(named: kind) }
}
