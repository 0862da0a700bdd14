/// The names of a layer's arrays: PyTorch's, and Sluice's own for what PyTorch's LSTM does not have.
///
/// | name | shape | rows |
/// |---|---|---|
/// | `embedding.weight` | [V, e] | symbols; of an `nn.Embedding` |
/// | `weight_ih_l{k}` | [4n, m] | i, f, g, o |
/// | `weight_hh_l{k}` | [4n, n] | i, f, g, o |
/// | `bias_ih_l{k}`, `bias_hh_l{k}` | [4n] | i, f, g, o; the network's bias is their sum |
/// | `peepholes_l{k}` | [3n] | i, f, o; with `peepholes: true` |
/// | `weight_gates_l{k}` | [3n, 3n] | i, f, o; with `variant: fgr`, columns i, f, o of the step before |
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
  static func peepholes(_ layer: Int) -> String { "peepholes_l\(layer)" }
  static func gateWeights(_ layer: Int) -> String { "weight_gates_l\(layer)" }
}
