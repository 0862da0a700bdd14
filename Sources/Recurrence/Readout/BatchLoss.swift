import Gating
import SequenceTasks

/// The loss of a batch and its gradient to the read-out's pre-activations; both engines use it.
///
/// All in Float64, whatever the engine's precision, row after row in the order of the outputs. Its memory is kept from
/// batch to batch.
struct BatchLoss<Scalar: GateScalar> {
  /// What each sequence adds to the loss, [B].
  private(set) var sequenceLosses: [Double] = []
  /// ∂ℓ/∂a, [rows, k], 0 in rows that do not count; empty until a loss is known.
  private(set) var gradient: [Scalar] = []
  private let configuration: NetworkConfiguration
  /// a, y and ∂(row's loss)/∂a of one row, [k] each.
  private var a: [Double]
  private var y: [Double]
  private var slopes: [Double]

  /// The loss behind a network's read-out.
  init(_ configuration: NetworkConfiguration) {
    self.configuration = configuration
    a = Array(repeating: 0, count: configuration.outputWidth)
    (y, slopes) = (a, a)
  }

  /// Knows of no loss any more.
  mutating func forget() { gradient.removeAll(keepingCapacity: true) }

  /// Multiplies every row of the gradient by a weight.
  mutating func weigh(_ weight: (_ row: Int) -> Scalar) {
    let k = configuration.outputWidth
    for row in 0..<gradient.count / k {
      let weight = weight(row)
      for j in row * k..<(row + 1) * k { gradient[j] *= weight }
    }
  }

  /// The mean over all counted target values, 0 where none counts: of outputs [rows, k] against the targets of `batch`.
  mutating func measure(
    _ kind: LossKind, preActivations: Span<Scalar>, outputs: Span<Scalar>, _ batch: TaskBatch
  ) -> Double {
    let (k, width, rows) = (configuration.outputWidth, batch.targetWidth, batch.targetRows)
    precondition(k > 0, "a network without a read-out has no loss")
    precondition(kind.readouts.contains(configuration.readout), "\(kind) behind \(configuration.readout)")
    precondition(width == (kind == .crossEntropy ? 1 : k), "\(width) targets a row for \(k) outputs")
    precondition(
      outputs.count == rows * k && preActivations.count == rows * k, "the outputs are those of another batch")
    let rowLoss = RowLoss(kind: kind, readout: configuration.readout)
    var counted = 0.0
    batch.forEachCountedRow { _, _ in counted += Double(width) }
    refill(&gradient, rows * k)
    refill(&sequenceLosses, batch.count)
    var sum = 0.0
    batch.forEachCountedRow { row, sequence in
      for j in 0..<k {
        a[j] = Double(preActivations[row * k + j])
        y[j] = Double(outputs[row * k + j])
      }
      let loss = rowLoss(
        preActivations: a, outputs: y, targets: batch.targets[row * width..<(row + 1) * width],
        gradient: &slopes)
      sum += loss
      sequenceLosses[sequence] += loss / counted
      for j in 0..<k { gradient[row * k + j] = Scalar(slopes[j] / counted) }
    }
    return counted > 0 ? sum / counted : 0
  }

  private func refill<Value: BinaryFloatingPoint>(_ values: inout [Value], _ count: Int) {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: count))
  }
}
