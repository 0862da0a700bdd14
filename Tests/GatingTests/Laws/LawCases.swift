import Catalog
import Gating
import SluiceTesting
import Testing

/// The catalog the laws run over: every policy of Sluice, that of the article, and one with two draws.
func lawCatalog() throws -> PolicyCatalog {
  try PolicyCatalog().adding([.init(JitteredHardSigmoid.self), .init(OccasionalJitter.self)])
}

/// A policy with one choice of settings.
struct PolicyCase: CustomTestStringConvertible {
  let specification: ScheduledKind<any GatePolicy>
  var policy: any GatePolicy { specification.initial }
  var testDescription: String { specification.label }

  /// Every policy of the catalog, each with its defaults and with one setting at a time changed; a setting that is
  /// read only beside a certain choice gets that choice.
  static func all() throws -> [PolicyCase] {
    try lawCatalog().rows.flatMap { row in
      try SettingVariations(row.description).all.map { settings in
        do {
          return PolicyCase(specification: try ScheduledKind(row, settings))
        } catch let error as ParameterError {
          guard case .conflict = error else { throw error }
          let together = try #require(
            SettingVariations(row.description).choices.lazy.compactMap { choice in
              try? ScheduledKind(row, settings.merging(choice) { $1 })
            }.first)
          return PolicyCase(specification: together)
        }
      }
    }
  }
}

/// A backward rule with one choice of settings.
struct RuleCase: CustomTestStringConvertible {
  let parameters: Parameters
  let rule: any SurrogateGradient
  var testDescription: String { parameters.label }

  /// Every rule of the catalog, each with its defaults and with one setting at a time changed.
  static func all() throws -> [RuleCase] {
    try SurrogateCatalog().rows.flatMap { row in
      try SettingVariations(row.description).all.map {
        let rule = try row.specification($0)
        return RuleCase(parameters: rule.parameters, rule: rule.value)
      }
    }
  }
}
