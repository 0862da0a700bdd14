public import RandomStreams
public import Sequences

extension NoiseField {
  /// Announces a pass of a network over a batch.
  ///
  /// - Parameters:
  ///   - time: the update in training, the sample in evaluation.
  ///   - batch: the sequences.
  ///   - configuration: the network.
  ///   - copies: how often the batch stands below itself, with independent draws.
  public func begin(
    time: UInt32, _ batch: TaskBatch, _ configuration: NetworkConfiguration, copies: Int = 1
  ) {
    begin(
      time: time, steps: batch.steps, layers: configuration.layers, units: configuration.hidden,
      inputs: configuration.inputWidth(layer: 0), sequences: batch.sequences, copies: copies)
  }
}
