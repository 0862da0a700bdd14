import Gating
import SequenceTasks

/// The loss of a batch and its gradient to the read-out's pre-activations; both engines use it.
///
/// All in Float64, whatever the engine's precision, row after row in the order of the outputs.
struct BatchLoss<Scalar: GateScalar> {
  /// The mean over all counted target values; 0 where none counts.
  private(set) var value = 0.0
  /// What each sequence adds to the value, [B].
  private(set) var sequenceLosses: [Double]
  /// ∂ℓ/∂a, [rows, k]; 0 in rows that do not count.
  private(set) var gradient: [Scalar]

  /// Compares the outputs [rows, k] of a network with the targets of `batch`.
  init(
    _ kind: LossKind, _ configuration: NetworkConfiguration, preActivations: [Scalar], outputs: [Scalar],
    _ batch: TaskBatch
  ) {
    let (k, width) = (configuration.outputWidth, batch.targetWidth)
    precondition(k > 0, "a network without a read-out has no loss")
    precondition(kind.readouts.contains(configuration.readout), "\(kind) behind \(configuration.readout)")
    precondition(width == (kind == .crossEntropy ? 1 : k), "\(width) targets a row for \(k) outputs")
    precondition(outputs.count == batch.targetRows * k, "the outputs are those of another batch")
    let rowLoss = RowLoss(kind: kind, readout: configuration.readout)
    let rows = (0..<batch.targetRows).filter { batch.counts(row: $0) }
    let counted = Double(rows.count * width)
    gradient = Array(repeating: 0, count: outputs.count)
    sequenceLosses = Array(repeating: 0, count: batch.count)
    var (a, y, slopes) = ([Double](), [Double](), [Double](repeating: 0, count: k))
    var sum = 0.0
    for row in rows {
      a.removeAll(keepingCapacity: true)
      y.removeAll(keepingCapacity: true)
      for place in row * k..<(row + 1) * k {
        a.append(Double(preActivations[place]))
        y.append(Double(outputs[place]))
      }
      let targets = batch.targets[row * width..<(row + 1) * width]
      let loss = rowLoss(preActivations: a, outputs: y, targets: targets, gradient: &slopes)
      sum += loss
      sequenceLosses[row % batch.count] += loss / counted
      for j in 0..<k { gradient[row * k + j] = Scalar(slopes[j] / counted) }
    }
    if !rows.isEmpty { value = sum / counted }
  }
}
