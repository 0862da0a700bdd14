/// The activation of the read-out: y = activation(W·h + b).
public enum ReadoutActivation: String, Sendable, Hashable, CaseIterable {
  /// y = W·h + b.
  case linear
  /// y = σ(W·h + b), each output on its own.
  case sigmoid
  /// y_j = exp(a_j) / Σ_l exp(a_l) with a = W·h + b: the outputs of a row add up to 1.
  case softmax
}
