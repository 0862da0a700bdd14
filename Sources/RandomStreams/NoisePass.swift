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
  /// Draws set aside for a mask on inputs in each row.
  var inputs = 0
  /// The global index of the example in each row of one copy.
  var sequences: [UInt32] = []
  /// Copies of the batch, one below the other, each with its own time.
  var copies = 1

  /// Rows of all copies.
  var rows: Int { copies * sequences.count }

  /// Draws set aside in each row of a channel.
  func width(of channel: NoiseChannel) -> Int { channel == .inputMask ? inputs : units }
}

extension NoiseChannel {
  /// Whether rows may have another width than the layer.
  var hasAnyWidth: Bool { self == .inputMask || self == .step }
}
