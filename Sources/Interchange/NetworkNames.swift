import Recurrence

/// The names of a layer's arrays: PyTorch's, and Sluice's own for what PyTorch's networks do not have.
///
/// Rows are the cell's blocks in their order: those that see the input in `weight_ih` and `bias_ih`, those that see the hidden states in
/// `weight_hh` and `bias_hh`. For `nn.LSTM` they are i, f, g, o, for `nn.GRU` r, z, n, for `nn.RNN` there is one.
///
/// | name | shape | rows |
/// |---|---|---|
/// | `embedding.weight` | [V, e] | symbols; of an `nn.Embedding` |
/// | `weight_ih_l{k}` | of an LSTM [4n, m] | blocks that see the input |
/// | `weight_hh_l{k}` | of an LSTM [4n, n] | blocks that see the hidden states |
/// | `bias_ih_l{k}`, `bias_hh_l{k}` | of an LSTM [4n] | the same; a block in both has the sum of its two |
/// | `own_weights_l{k}` | [n] for each | blocks whose units see their own state alone |
/// | `peepholes_l{k}` | [3n] | i, f, o; with `peepholes: true` |
/// | `weight_gates_l{k}` | [3n, 3n] | i, f, o; with `variant: fgr`, columns i, f, o of the step before |
/// | `skip_weight_l{k}`, `skip_bias_l{k}` | [n], [1] | with a skip rule that learns |
/// | `readout.weight`, `readout.bias` | [k, n], [k] | outputs |
/// | `readout.constants` | [c] | what a loss learns beside the outputs, such as dispersions of counts |
enum NetworkNames {
  static let readout = "readout"
  static let embedding = "embedding"
  static let constants = "readout.constants"
  static func inputWeights(_ layer: Int) -> String { "weight_ih_l\(layer)" }
  static func recurrentWeights(_ layer: Int) -> String { "weight_hh_l\(layer)" }
  static func inputBias(_ layer: Int) -> String { "bias_ih_l\(layer)" }
  static func recurrentBias(_ layer: Int) -> String { "bias_hh_l\(layer)" }
  static func ownWeights(_ layer: Int) -> String { "own_weights_l\(layer)" }
  static func peepholes(_ layer: Int) -> String { "peepholes_l\(layer)" }
  static func gateWeights(_ layer: Int) -> String { "weight_gates_l\(layer)" }

  static func skipWeights(_ layer: Int) -> String { "skip_weight_l\(layer)" }
  static func skipBias(_ layer: Int) -> String { "skip_bias_l\(layer)" }

  /// The names of the two biases, with the blocks in each and whether a block's own bias is written there: PyTorch has one for the
  /// input and one for the hidden states, which add up where a block sees both.
  static func biases(_ layer: Int, _ structure: CellStructure) -> [(
    name: String, blocks: [(block: CellBlock, isOwn: Bool)]
  )] {
    [
      (inputBias(layer), structure.seeingInput.map { ($0, true) }),
      (recurrentBias(layer), structure.seeingHidden.map { ($0, !$0.seesInput) }),
    ]
  }
}
