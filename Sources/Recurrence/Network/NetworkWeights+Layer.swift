extension NetworkWeights {
  /// The weights of one layer.
  public struct Layer: Sendable, Hashable {
    /// W_i [n × (m + n)] and b_i.
    public var input: AffineWeights
    /// W_f [n × (m + n)] and b_f.
    public var forget: AffineWeights
    /// W_g [n × (m + n)] and b_g.
    public var candidate: AffineWeights
    /// W_o [n × (m + n)] and b_o.
    public var output: AffineWeights

    /// The weights of one layer.
    public init(
      input: AffineWeights, forget: AffineWeights, candidate: AffineWeights, output: AffineWeights
    ) {
      self.input = input
      self.forget = forget
      self.candidate = candidate
      self.output = output
    }

    /// The weights of a row group.
    public subscript(block: GateBlock) -> AffineWeights {
      switch block {
      case .input: input
      case .forget: forget
      case .candidate: candidate
      case .output: output
      }
    }
  }
}
