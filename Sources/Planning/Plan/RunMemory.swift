import Catalog
import Estimation
import Gating
import Recurrence
import SequenceTasks

/// The memory a run takes, by arithmetic: the tape of one batch, the batch, and the parameters.
///
/// The tape is what the engine keeps of a pass for each sequence (`PassSize`), times the sequences that go through the
/// network at once. Parameters count six times: themselves, their gradient, two moments, and packed for the way forward
/// and back. What a process takes before it has done anything, 25 MiB, is left out, as are the task's data.
public struct RunMemory: Sendable, Hashable {
  /// Sequences that go through the network at once.
  public let rows: Int
  /// Numbers that the engine keeps for each.
  public let valuesPerRow: Int
  /// Bytes of a number.
  public let width: Int
  /// All bytes.
  public let bytes: Double

  /// The memory of one run of a cell.
  public init(_ cell: CellSpecification) {
    let (task, network) = (cell.task.value, cell.configuration)
    let gates = cell.gates.assignment(update: 0, epoch: 0)
    let isReference = cell.precision == .float64
    func size(
      rows: Int, _ mode: PassMode, keepsGateInputs: Bool, keepsCellGradients: Bool = false,
      injects: Bool = false
    ) -> (rows: Int, values: Int) {
      let pass = PassSize(
        network, gates: gates, mode: mode, steps: task.maximumSteps, isReference: isReference,
        keepsGateInputs: keepsGateInputs, keepsCellGradients: keepsCellGradients, injects: injects)
      return (rows, pass.values)
    }
    var passes: [(rows: Int, values: Int)] = []
    switch cell.work {
    case .train(let work):
      let isEstimated = cell.gates.gradient.value.surrogate == nil
      let looks = isEstimated || work.training.gatePenalty != nil
      passes.append(
        size(
          rows: cell.gates.gradient.value.rows(batch: work.training.batch), .training(epoch: 0),
          keepsGateInputs: looks, keepsCellGradients: work.recordsGates, injects: looks))
      let examples = [Split.validation, .test].compactMap { task.count($0) }.max() ?? 0
      let isSampled = work.evaluation.modes.contains { $0.gates.isSampled }
      passes.append(
        size(
          rows: min(examples, TrainingWork.evaluatedAtOnce), .evaluation(isSampled ? .sample : .native),
          keepsGateInputs: work.recordsGates))
    case .simulate(let work):
      passes.append(size(rows: work.chunk, .evaluation(.sample), keepsGateInputs: true))
    case .certify(let work):
      let rows = max(cell.gates.gradient.value.rows(batch: work.examples), ExactGradient.chunk)
      passes.append(size(rows: rows, .training(epoch: 0), keepsGateInputs: true, injects: true))
    }
    // What a file may ask for is more than an Int counts.
    func tape(_ pass: (rows: Int, values: Int)) -> Double { Double(pass.rows) * Double(pass.values) }
    let largest = passes.max { tape($0) < tape($1) }!
    (rows, valuesPerRow, width) = (largest.rows, largest.values, isReference ? 8 : 4)
    let batch = Double(rows) * Double(task.maximumSteps * task.inputWidth + task.outputWidth)
    bytes = Double(width) * (tape(largest) + 6 * Double(network.layout.count)) + 4 * batch
  }

  /// All bytes as people read them: `12 MiB`.
  public var text: String { Self.text(bytes) }

  /// A number of bytes as people read it: `12 MiB`.
  public static func text(_ bytes: Double) -> String {
    ScaledNumber.text(bytes, base: 1024, units: ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"])
  }

  /// The arithmetic, in words.
  public var reason: String {
    "\(rows) sequences at once, \(valuesPerRow) numbers of \(width) bytes for each"
  }
}

extension TrainingWork {
  /// Sequences that are evaluated at once.
  package static let evaluatedAtOnce = 64
}
