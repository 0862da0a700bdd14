public import Gating

/// What an LSTM's gates and blocks have, by their names.
extension GateAssignment {
  /// The input gate's policy.
  public var input: any GatePolicy {
    get { self[.input] }
    set { self[.input] = newValue }
  }
  /// The forget gate's policy.
  public var forget: any GatePolicy {
    get { self[.forget] }
    set { self[.forget] = newValue }
  }
  /// The output gate's policy.
  public var output: any GatePolicy {
    get { self[.output] }
    set { self[.output] = newValue }
  }
}

extension NetworkWeights.Layer {
  /// W_i and b_i.
  public var input: AffineWeights {
    get { self[.input] }
    set { self[.input] = newValue }
  }
  /// W_f and b_f.
  public var forget: AffineWeights {
    get { self[.forget] }
    set { self[.forget] = newValue }
  }
  /// W_g and b_g.
  public var candidate: AffineWeights {
    get { self[.candidate] }
    set { self[.candidate] = newValue }
  }
  /// W_o and b_o.
  public var output: AffineWeights {
    get { self[.output] }
    set { self[.output] = newValue }
  }
}
