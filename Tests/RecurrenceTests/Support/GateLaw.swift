import Catalog
import Foundation
import Gating
import Recurrence

/// A gate's law and backward rule, written a second time for the tests.
enum GateLaw: String, CaseIterable, Sendable {
  case sigmoid
  case bernoulli
  case hardThreshold

  /// The gate's value; its slope is what the backward rule says, with the automatic rule or the identity.
  func callAsFunction(_ z: Dual, uniform u: Double, identity: Bool) -> Dual {
    switch self {
    case .sigmoid:
      let g = 1 / (1 + exp(-z.value / 0.7))
      return Dual(g, slope: g * (1 - g) / 0.7 * z.slope)
    case .bernoulli:
      let p = 1 / (1 + exp(-z.value / 1.5))
      return Dual(u < p ? 1 : 0, slope: (identity ? 1 : p * (1 - p) / 1.5) * z.slope)
    case .hardThreshold:
      let p = 1 / (1 + exp(-(z.value - 0.1)))
      return Dual(z.value > 0.1 ? 1 : 0, slope: (identity ? 1 : p * (1 - p)) * z.slope)
    }
  }

  /// The same law from the library.
  func policy() throws -> any GatePolicy {
    switch self {
    case .sigmoid: try SigmoidGate(Parameters(SigmoidGate.description, ["temperature": .number(0.7)]))
    case .bernoulli:
      try BernoulliGate(Parameters(BernoulliGate.description, ["probability_temperature": .number(1.5)]))
    case .hardThreshold:
      try HardThresholdGate(Parameters(HardThresholdGate.description, ["threshold": .number(0.1)]))
    }
  }
}

/// The laws of the three gates, and their rule.
struct GateLaws: Sendable {
  var input: GateLaw
  var forget: GateLaw
  var output: GateLaw
  /// Whether hard gates get slope 1 instead of the automatic rule's.
  var identity = false

  /// The three gates alike, and one assignment with three different ones.
  static let all: [GateLaws] =
    GateLaw.allCases.map { GateLaws(input: $0, forget: $0, output: $0) } + [
      GateLaws(input: .hardThreshold, forget: .bernoulli, output: .sigmoid),
      GateLaws(input: .bernoulli, forget: .hardThreshold, output: .bernoulli, identity: true),
    ]

  var label: String { "\(input)/\(forget)/\(output)\(identity ? ", identity" : "")" }

  /// The same from the library.
  func assignment() throws -> GateAssignment {
    GateAssignment(
      input: try input.policy(), forget: try forget.policy(), output: try output.policy(),
      gradient: identity ? try StraightThroughIdentity(Parameters(StraightThroughIdentity.description)) : nil)
  }
}
