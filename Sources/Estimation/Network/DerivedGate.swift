import Catalog
import Gating

/// A gate that an estimator makes of a policy, with another training law; read without draws it is that policy.
protocol DerivedGate: GatePolicy {
  /// The policy it is made of.
  var base: any GatePolicy { get }
}

extension DerivedGate {
  init(_ parameters: Parameters) throws(ParameterError) {
    preconditionFailure("made from another policy, never from settings")
  }

  func evaluate(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>) {
    base.evaluate(preActivations, gates: &gates)
  }

  func evaluate(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>) {
    base.evaluate(preActivations, gates: &gates)
  }

  func mean(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>) {
    base.mean(preActivations, gates: &gates)
  }

  func mean(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>) {
    base.mean(preActivations, gates: &gates)
  }
}
