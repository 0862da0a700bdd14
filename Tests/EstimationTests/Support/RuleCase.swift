import Catalog
import Estimation
import Gating
import Testing

/// A gradient rule of the catalog with settings of its own.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let label: String
  let rule: GradientRule
  var testDescription: String { label }

  /// Every rule of the catalog: with its defaults, with every word of its choices, and with each number changed beside these
  /// where they go together.
  static let all: [RuleCase] = GradientRuleCatalog().rows.flatMap { row in
    settings(row.description).compactMap { given in
      // A setting that belongs to another choice is refused.
      guard let made = try? row.specification(given) else { return nil }
      return RuleCase(label: made.parameters.label, rule: made.value)
    }
  }

  /// The estimators among them.
  static let estimators: [RuleCase] = all.filter { $0.estimator != nil }

  var estimator: (any GradientEstimator)? {
    if case .estimator(let estimator) = rule { estimator } else { nil }
  }

  private static func settings(_ kind: KindDescription) -> [[String: ParameterValue]] {
    let choices: [[String: ParameterValue]] = kind.parameters.flatMap { parameter in
      guard case .choice(let words) = parameter.shape else { return [[String: ParameterValue]]() }
      return words.filter { parameter.defaultValue != .text($0) }.map { [parameter.name: .text($0)] }
    }
    return ([[:]] + choices).flatMap { base in
      [base]
        + kind.parameters.compactMap { parameter in
          let value: ParameterValue
          switch parameter.shape {
          case .number: value = .number(0.7)
          case .integer: value = .number(5)
          default: return nil
          }
          return parameter.admits(value) ? base.merging([parameter.name: value]) { $1 } : nil
        }
    }
  }
}
