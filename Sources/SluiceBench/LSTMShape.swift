import Recurrence
import Sequences

/// The sizes of a pass.
struct LSTMShape: Sendable, Hashable {
  /// Input width m.
  var input: Int
  /// Hidden width n.
  var hidden: Int
  /// Sequences B.
  var batch: Int
  /// Time steps T.
  var steps: Int
  /// Stacked layers L.
  var layers = 1
  /// Output width k of the linear read-out.
  var outputs = 1
  /// Where targets stand.
  var placement = TargetPlacement.every

  init(
    _ input: Int, _ hidden: Int, _ batch: Int, _ steps: Int, layers: Int = 1, outputs: Int = 1,
    placement: TargetPlacement = .every
  ) {
    (self.input, self.hidden, self.batch, self.steps) = (input, hidden, batch, steps)
    (self.layers, self.outputs, self.placement) = (layers, outputs, placement)
  }

  /// A vanilla network of these sizes.
  var network: NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: input, hidden: hidden, layers: layers, outputWidth: outputs, placement: placement)
  }

  /// `m 64 n 128 B 32 T 100 L 1`.
  var name: String { "m \(input) n \(hidden) B \(batch) T \(steps) L \(layers)" }
}
