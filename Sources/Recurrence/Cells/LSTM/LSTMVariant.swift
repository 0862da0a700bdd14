/// Which LSTM: the network of Greff et al. 2017 (arXiv 1503.04069), or it with one thing left out, tied or added.
///
/// Every variant is one word here and the answers below; nothing else tells it apart. With i, f, o the gates' values, g the
/// candidate and r what is left of the cell:
///
/// | variant | change |
/// |---|---|
/// | vanilla | none |
/// | nig | no input gate: i = 1 |
/// | nfg | no forget gate: r = 1 |
/// | nog | no output gate: o = 1 |
/// | niaf | no input activation: g = z_g |
/// | noaf | no output activation: h_t = o ∘ c_t |
/// | cifg | input and forget gate coupled: r = 1 − i, of the same draw |
/// | fgr | full gate recurrence: every gate also sees i, f, o of the step before |
///
/// The eighth of that paper, NP, has no peepholes: ``NetworkConfiguration/peepholes`` is false. Its vanilla network has
/// them, and they go with every variant.
///
/// What is absent or tied is so in what it does to the cell: under ``ForgetConvention/erase`` the forget gate's value is 0
/// for nfg and i for cifg, so that both conventions give one network. An absent gate takes no draws, its parameters stay in
/// the vector and get gradient 0: all variants start from the same initial draws.
public enum LSTMVariant: String, Sendable, Hashable, CaseIterable {
  /// Input, forget and output gate, tanh twice (Gers, Schmidhuber, Cummins 2000).
  case vanilla
  /// No input gate.
  case nig
  /// No forget gate: the LSTM of Hochreiter and Schmidhuber 1997.
  case nfg
  /// No output gate.
  case nog
  /// No input activation function.
  case niaf
  /// No output activation function.
  case noaf
  /// Coupled input and forget gate.
  case cifg
  /// Full gate recurrence.
  case fgr

  /// Where a gate's value comes from.
  public enum GateOrigin: Sendable, Hashable {
    /// The gate's policy, at its pre-activation.
    case policy
    /// Nowhere: the gate stands open, and a forget gate keeps everything.
    case open
    /// The input gate: what it lets in is what the cell loses.
    case inputGate
  }

  /// Where the value of a gate comes from.
  public func origin(of gate: CellGate) -> GateOrigin {
    switch self {
    case .nig where gate == .input, .nfg where gate == .forget, .nog where gate == .output: .open
    case .cifg where gate == .forget: .inputGate
    default: .policy
    }
  }

  /// Whether the variant computes the pre-activations of a block.
  func has(_ block: CellBlock) -> Bool {
    switch self {
    case .nig: block != .input
    case .nfg, .cifg: block != .forget
    case .nog: block != .output
    default: true
    }
  }

  /// Why a policy for this gate would have no effect; `nil` where the gate follows one.
  public func objection(to gate: CellGate) -> String? {
    switch origin(of: gate) {
    case .policy: nil
    case .open:
      "\(rawValue) has no \(gate.name) gate: "
        + (gate == .forget ? "the cell keeps everything" : "it stands open")
    case .inputGate: "\(rawValue) has no forget gate of its own: the cell keeps 1 − i"
    }
  }

  /// Whether the candidate is tanh(z_g); otherwise z_g itself.
  public var squashesCandidate: Bool { self != .niaf }

  /// Whether the output gate shows tanh(c_t); otherwise c_t itself.
  public var squashesCell: Bool { self != .noaf }

  /// Whether gates see the gates of the step before.
  public var seesGates: Bool { self == .fgr }
}
