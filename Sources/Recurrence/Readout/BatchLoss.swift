import Gating
import Sequences

/// The loss of a batch and its gradient to the read-out's pre-activations; both engines use it.
///
/// All in Float64, whatever the engine's precision, row after row in the order of the outputs. Its memory is kept from
/// batch to batch.
struct BatchLoss<Scalar: GateScalar> {
  /// What each sequence adds to the loss, [B].
  private(set) var sequenceLosses: [Double] = []
  /// ∂ℓ/∂a, [rows, k], 0 where no target counts; empty until a loss is known.
  private(set) var gradient: [Scalar] = []
  private let configuration: NetworkConfiguration
  /// ∂(row's loss)/∂a of one row, [k].
  private var slopes: [Double]

  /// The loss behind a network's read-out.
  init(_ configuration: NetworkConfiguration) {
    self.configuration = configuration
    slopes = Array(repeating: 0, count: configuration.outputWidth)
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
    precondition(batch.targets.count == rows * width, "targets of another shape")
    refill(&gradient, rows * k)
    refill(&sequenceLosses, batch.count)
    var counted = 0.0
    batch.forEachCountedRow { _, _, values in counted += Double(values) }
    let rowLoss = RowLoss(kind: kind, readout: configuration.readout)
    let sum = Self.sum(
      rowLoss, preActivations, outputs, batch, counted, &slopes, &gradient, &sequenceLosses)
    return counted > 0 ? sum / counted : 0
  }

  /// The sum over rows; each leaves its gradient and adds to the loss of its sequence.
  ///
  /// Apart from ``measure(_:preActivations:outputs:_:)`` so that the memory can be looked at as three spans.
  private static func sum(
    _ rowLoss: RowLoss, _ preActivations: Span<Scalar>, _ outputs: Span<Scalar>, _ batch: TaskBatch,
    _ counted: Double, _ slopes: inout [Double], _ gradient: inout [Scalar], _ sequenceLosses: inout [Double]
  ) -> Double {
    let (k, width) = (slopes.count, batch.targetWidth)
    let (targets, mask) = (batch.targets.span, batch.mask.span)
    var slopes = slopes.mutableSpan
    var gradient = gradient.mutableSpan
    var sequenceLosses = sequenceLosses.mutableSpan
    var sum = 0.0
    batch.forEachCountedRow { row, sequence, _ in
      let values = row * k..<(row + 1) * k
      let places = row * width..<(row + 1) * width
      let loss = rowLoss(
        preActivations: preActivations.extracting(unchecked: values),
        outputs: outputs.extracting(unchecked: values),
        targets: targets.extracting(unchecked: places), mask: mask.extracting(unchecked: places),
        gradient: &slopes)
      sum += loss
      sequenceLosses[unchecked: sequence] += loss / counted
      for j in 0..<k { gradient[unchecked: row * k + j] = Scalar(slopes[unchecked: j] / counted) }
    }
    return sum
  }

  private func refill<Value: BinaryFloatingPoint>(_ values: inout [Value], _ count: Int) {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: count))
  }
}
