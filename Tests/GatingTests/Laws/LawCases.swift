import Catalog
import Gating
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
      try variations(row.description).map { settings in
        do {
          return PolicyCase(specification: try ScheduledKind(row, settings))
        } catch let error as ParameterError {
          guard case .conflict = error else { throw error }
          let together = try #require(
            choices(row.description).lazy.compactMap { choice in
              try? ScheduledKind(row, settings.merging(choice) { $1 })
            }.first)
          return PolicyCase(specification: together)
        }
      }
    }
  }

  /// The policies whose values are gates in the strict sense, in [0, 1] and monotone: all but one, whose published law
  /// leaks beyond.
  static func bounded() throws -> [PolicyCase] {
    try all().filter { !($0.policy is NoisyHardSigmoidGate) }
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
      try variations(row.description).map {
        let rule = try row.specification($0)
        return RuleCase(parameters: rule.parameters, rule: rule.value)
      }
    }
  }
}

/// No settings at all, then every parameter in turn at some of the values it may have.
func variations(_ description: KindDescription) -> [[String: ParameterValue]] {
  [[:]]
    + description.parameters.flatMap { parameter in
      candidates(parameter).filter { parameter.admits($0) && $0 != parameter.defaultValue }
        .map { [parameter.name: $0] }
    }
}

/// Every word of every choice.
private func choices(_ description: KindDescription) -> [[String: ParameterValue]] {
  description.parameters.flatMap { parameter in
    guard case .choice(let words) = parameter.shape else { return [[String: ParameterValue]]() }
    return words.map { [parameter.name: .text($0)] }
  }
}

private func candidates(_ parameter: Parameter) -> [ParameterValue] {
  switch parameter.shape {
  case .number: [-2, -0.7, 0, 0.1, 0.2, 0.5, 0.9, 1, 1.5, 3].map { .number($0) }
  case .integer: [0, 1, 2, 3, 7].map { .number($0) }
  case .choice(let words): words.map { .text($0) }
  case .flag: [.flag(false), .flag(true)]
  case .text, .file, .numbers, .texts: []
  }
}

/// Pre-activations the laws are checked at, increasing, exact in single precision: a grid, and all that is extreme.
let gridOfPreActivations: [Float] = {
  let extremes: [Float] = [
    0x1p-149, 0x1p-133, 1e-10, 1e-3, 40, 87, 89, 104, 200, 800, 1e10, .greatestFiniteMagnitude,
  ]
  let grid = (-128...128).map { Float($0) * 0.171875 }
  return (grid + extremes + extremes.map { -$0 } + [-.infinity, .infinity]).sorted()
}()

/// Uniforms the laws are checked at, increasing, from the lattice (k + ½)·2⁻²³ the engines draw from.
let gridOfUniforms: [Float] = [
  0, 1, 83_886, 1_500_000, 4_194_303, 4_194_304, 5_000_000, 8_000_000, 8_388_607,
].map { (Float($0) + 0.5) * 0x1p-23 }

/// The uniforms of one slice with the same draws in every unit: all first draws, then all second draws.
func draws<Scalar: LawScalar>(_ policy: any GatePolicy, count: Int, _ first: Scalar, _ second: Scalar)
  -> [Scalar]
{
  let perUnit = [first, second].prefix(policy.drawsPerUnit)
  return perUnit.flatMap { [Scalar](repeating: $0, count: count) }
}

/// The pairs of draws the laws go through: as many as the policy uses, the rest fixed.
func pairsOfDraws(_ policy: any GatePolicy) -> [(first: Float, second: Float)] {
  switch policy.drawsPerUnit {
  case 0: [(0.5, 0.5)]
  case 1: gridOfUniforms.map { ($0, 0.5) }
  default: gridOfUniforms.flatMap { first in gridOfUniforms.map { (first, $0) } }
  }
}
