public import RandomStreams

/// One of an LSTM's three gates. The candidate is not a gate.
public enum LSTMGate: String, Sendable, Hashable, CaseIterable {
  /// i: how much of the candidate enters the cell.
  case input
  /// f: how much of the cell is kept, or erased under ``ForgetConvention/erase``.
  case forget
  /// o: how much of the cell is shown.
  case output

  /// The gate's rows in weights and biases.
  public var block: GateBlock {
    switch self {
    case .input: .input
    case .forget: .forget
    case .output: .output
    }
  }

  /// The gate's noise.
  public var channel: NoiseChannel {
    switch self {
    case .input: .input
    case .forget: .forget
    case .output: .output
    }
  }
}
