/// What the reference engine remembers of one layer's step. Slices are [B, n] unless said otherwise.
struct ReferenceStep {
  /// x_t, [B, m]: the batch's inputs or the hidden states of the layer below.
  var input: [Double]
  /// h_{t−1}.
  var previousHidden: [Double]
  /// c_{t−1}.
  var previousCell: [Double]
  /// z.
  var preActivations = BlockValues(repeating: [Double]())
  /// The draws of each gate, all first ones, then all second ones; empty for the candidate.
  var uniforms = BlockValues(repeating: [Double]())
  /// i, f, g, o.
  var values = BlockValues(repeating: [Double]())
  /// What stands for ∂value/∂z; 1 − g² for the candidate, empty for gates outside training.
  var slopes = BlockValues(repeating: [Double]())
  /// What is added to ∂ℓ/∂z of each gate; empty where nothing is.
  var injected = BlockValues(repeating: [Double]())
  /// tanh(c_t).
  var cellTanh: [Double] = []
  /// c_t.
  var cell: [Double] = []
  /// h_t.
  var hidden: [Double] = []
  /// ∂ℓ/∂c_t, where it is kept.
  var cellGradient: [Double] = []
}
