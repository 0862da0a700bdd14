/// What the reference engine remembers of one layer's step. Slices are [B, n] unless said otherwise.
struct ReferenceStep {
  /// x̃_t, [B, m]: the batch's inputs or the hidden states of the layer below, under their mask.
  var input: [Double]
  /// h_{t−1}, and h̃_{t−1} under its mask.
  var previousHidden: [Double]
  var seenHidden: [Double]
  /// c_{t−1}.
  var previousCell: [Double]
  /// i, f, o of the step before, [B, 3n]; empty unless gates see gates.
  var previousGates: [Double]
  /// The masks on the states.
  var masks = MaskValues()
  /// z; empty for what is not computed.
  var preActivations = BlockValues(repeating: [Double]())
  /// The draws of each gate, all first ones, then all second ones; empty for the candidate.
  var uniforms = BlockValues(repeating: [Double]())
  /// The values of gates and candidate.
  var values = BlockValues(repeating: [Double]())
  /// What stands for ∂value/∂z; empty outside training and for gates that follow no policy.
  var slopes = BlockValues(repeating: [Double]())
  /// What is added to ∂ℓ/∂z of each gate; empty where nothing is.
  var injected = BlockValues(repeating: [Double]())
  /// What is added to ∂ℓ/∂h_t; empty where nothing is.
  var injectedHidden: [Double] = []
  /// ĉ, the cell before any of it is held.
  var newCell: [Double] = []
  /// tanh(ĉ), or ĉ.
  var shownCell: [Double] = []
  /// S(s_{t−1}, x_t): what the step would have left, where it may be skipped.
  var offeredHidden: [Double] = []
  var offeredCell: [Double] = []
  /// c_t.
  var cell: [Double] = []
  /// h_t.
  var hidden: [Double] = []
  /// ∂ℓ/∂z of the last backward pass.
  var preActivationGradient = BlockValues(repeating: [Double]())
  /// What a cell that is not an LSTM keeps for its way back.
  var kept: [[Double]] = []
  /// ∂ℓ/∂c_t, or ∂ℓ/∂h_t of a cell without c, where it is kept.
  var memoryGradient: [Double] = []

  /// A step from what it starts with, before any mask.
  init(input: [Double], hidden: [Double], cell: [Double], gates: [Double]) {
    self.input = input
    (previousHidden, seenHidden) = (hidden, hidden)
    previousCell = cell
    previousGates = gates
  }

  /// i, f, o of this step, [B, 3n], for layers of `n` units.
  func gateRows(hidden n: Int) -> [Double] {
    (0..<hidden.count / n).flatMap { b in
      LSTMCell.gates.flatMap { values[$0.block][b * n..<(b + 1) * n] }
    }
  }
}
