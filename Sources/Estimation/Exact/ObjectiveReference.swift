import Catalog
import Gating
public import Recurrence

/// Which expected loss a certificate takes for the truth.
public enum ObjectiveReference: String, Sendable, Hashable, CaseIterable {
  /// That of the Bernoulli network: every gate that draws, and every hard threshold, is drawn 0 or 1 at its own
  /// pre-activation, with p = σ((z − θ)/τ) where it is hard already and σ(z) where it is relaxed. Gates that neither
  /// draw nor jump stay what they are.
  case bernoulli
  /// That of the gates' own training law.
  case own
  /// That of Bernoulli gates in a cell whose states have moments in closed form, at any length.
  case exact

  /// The gates whose expected loss is the truth.
  public func gates(_ gates: GateAssignment, _ configuration: NetworkConfiguration) -> GateAssignment {
    guard self == .bernoulli else { return gates }
    return gates.replacing(configuration.policyGates) { $0.bernoulliTwin }
  }

  /// How the exact gradient of a problem is found.
  public func method(_ problem: ExactProblem, _ configuration: NetworkConfiguration) -> ExactGradient.Method {
    self == .exact ? .moments : problem.method(configuration)
  }
}

extension GatePolicy {
  /// The Bernoulli gate that this policy relaxes or thresholds; itself where it does neither.
  fileprivate var bernoulliTwin: any GatePolicy {
    if isBernoulli { return self }
    if case .surrogate(let threshold, let temperature) = derivative {
      return ShiftedBernoulli(threshold: threshold, temperature: temperature)
    }
    return drawsPerUnit == 0 ? self : ShiftedBernoulli(threshold: 0, temperature: 1)
  }
}
