/// The shape of one pass through a network, as far as noise is concerned.
struct NoisePass {
  /// The update in training, the sample in evaluation.
  var time: UInt32 = 0
  /// Time steps.
  var steps = 0
  /// Layers.
  var layers = 0
  /// Units of every layer.
  var units = 0
  /// The global index of the example in each row.
  var sequences: [UInt32] = []
}
