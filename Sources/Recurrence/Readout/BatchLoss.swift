import Catalog
import Gating
import Sequences

/// The loss of a batch and its gradient to the read-out's pre-activations and constants; both engines use it.
///
/// All in Float64, whatever the engine's precision, row after row in the order of the outputs. Rows of which a target value
/// counts go to the loss in stretches, one call each. Its memory is kept from batch to batch.
struct BatchLoss<Scalar: GateScalar> {
  /// What each sequence adds to the loss, [B].
  private(set) var sequenceLosses: [Double] = []
  /// ∂ℓ/∂a, [rows, k], 0 where no target counts; empty until a loss is known.
  private(set) var gradient: [Scalar] = []
  private let configuration: NetworkConfiguration
  private var counted = CountedRows()
  private var rows: LossRows
  private var costs = RowCosts()
  private var constants: ConstantGradient

  /// The loss behind a network's read-out.
  init(_ configuration: NetworkConfiguration) {
    self.configuration = configuration
    rows = LossRows(width: configuration.outputWidth, targetWidth: 0)
    constants = ConstantGradient(configuration.constants)
  }

  /// Discards the last loss.
  mutating func forget() { gradient.removeAll(keepingCapacity: true) }

  /// Multiplies every row of the gradient by a weight.
  mutating func weigh(_ weight: (_ row: Int) -> Scalar) {
    let k = configuration.outputWidth
    for row in 0..<gradient.count / k {
      let weight = weight(row)
      for j in row * k..<(row + 1) * k { gradient[j] *= weight }
    }
    constants.weigh { Double(weight($0)) }
  }

  /// ∂ℓ/∂ρ of each series.
  var constantGradient: [Scalar] { constants.sums.map { Scalar($0) } }

  /// The mean over all counted target values, 0 where none counts: of outputs [rows, k] against the targets of `batch`.
  ///
  /// - Parameter constants: ρ of each series, as the network has them.
  mutating func measure(
    _ loss: any Loss, preActivations: Span<Scalar>, outputs: Span<Scalar>, constants: Span<Scalar>,
    _ batch: TaskBatch
  ) -> Double {
    let k = configuration.outputWidth
    check(loss, batch)
    precondition(
      outputs.count == batch.targetRows * k && preActivations.count == outputs.count,
      "the outputs are those of another batch")
    gradient.removeAll(keepingCapacity: true)
    gradient.resize(to: batch.targetRows * k, with: 0)
    sequenceLosses.removeAll(keepingCapacity: true)
    sequenceLosses.resize(to: batch.count, with: 0)
    self.constants.removeAll()
    counted.find(in: batch)
    let (hasConstants, readsPreActivations) = (type(of: loss).hasConstants, type(of: loss).readout != nil)
    var sum = 0.0
    for start in counted.stretches(width: k) {
      let stretch = counted.stretch(at: start, width: k)
      Self.gather(
        counted, stretch, readsPreActivations ? preActivations : preActivations.extracting(first: 0), outputs,
        hasConstants ? constants : constants.extracting(first: 0),
        batch, into: &rows)
      costs.measure(loss, rows, configuration.readout.value)
      Self.store(costs, counted, stretch, k, &gradient, &sequenceLosses, &sum)
      if hasConstants { storeConstants(of: batch, stretch) }
    }
    return counted.values > 0 ? sum / counted.values : 0
  }

  /// Takes the rows of a stretch.
  private static func gather(
    _ counted: borrowing CountedRows, _ stretch: Range<Int>, _ preActivations: Span<Scalar>,
    _ outputs: Span<Scalar>, _ constants: Span<Scalar>, _ batch: TaskBatch, into rows: inout LossRows
  ) {
    rows.take(
      counted.rows.span.extracting(stretch), preActivations: preActivations, outputs: outputs,
      constants: constants, batch)
  }

  /// Adds up the costs of a stretch; each row leaves its gradient and adds to the loss of its sequence.
  ///
  /// Apart from ``measure(_:preActivations:outputs:constants:_:)`` so that the memory can be looked at as spans.
  private static func store(
    _ costs: borrowing RowCosts, _ counted: borrowing CountedRows, _ stretch: Range<Int>, _ k: Int,
    _ gradient: inout [Scalar], _ sequenceLosses: inout [Double], _ sum: inout Double
  ) {
    let (losses, slopes, values) = (costs.losses.span, costs.slopes.span, counted.values)
    let (rows, sequences) = (counted.rows.span, counted.sequences.span)
    var gradient = gradient.mutableSpan
    var sequenceLosses = sequenceLosses.mutableSpan
    for place in losses.indices {
      let index = stretch.lowerBound + place
      let (row, loss) = (rows[unchecked: index], losses[unchecked: place])
      sum += loss
      sequenceLosses[unchecked: sequences[unchecked: index]] += loss / values
      for j in 0..<k {
        gradient[unchecked: row * k + j] = Scalar(slopes[unchecked: place * k + j] / values)
      }
    }
  }

  private mutating func storeConstants(of batch: TaskBatch, _ stretch: Range<Int>) {
    let width = batch.targetWidth
    for (place, index) in stretch.enumerated() {
      let row = counted.rows[index]
      for j in 0..<width {
        constants.append(
          costs.constantSlopes[place * width + j] / counted.values, row: row,
          series: batch.series(of: row * width + j))
      }
    }
  }

  /// A loss that does not fit the network or the batch is a programming error.
  private func check(_ loss: any Loss, _ batch: TaskBatch) {
    let (k, width, readout) = (configuration.outputWidth, batch.targetWidth, configuration.readout)
    precondition(k > 0, "a network without a read-out has no loss")
    precondition(type(of: loss).fits(readout), "\(type(of: loss).kind) behind \(readout.kind)")
    let targets = if case .classes = loss.forecast { 1 } else { k / loss.forecast.outputs }
    precondition(width == targets, "\(width) targets a row for \(k) outputs")
    precondition(batch.targets.count == batch.targetRows * width, "targets of another shape")
    precondition(
      !type(of: loss).hasConstants || configuration.constants > 0,
      "\(type(of: loss).kind) without constants of the read-out")
  }
}
