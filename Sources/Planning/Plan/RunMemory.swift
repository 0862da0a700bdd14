import Catalog
import Recurrence
import SequenceTasks
import Sequences

/// The memory a run takes, by arithmetic: the tape of one batch, the batch, the parameters, what is scored at once, and rows.
///
/// The tape is what the engine keeps of a pass for each sequence (`PassSize`), times the sequences that go through the
/// network at once. Parameters count six times: themselves, their gradient, two moments, and packed for the way forward
/// and back; where the run's state is kept on the way, three times more: themselves and two moments. A block of a split that is scored at once (`ScoringBlocks`) has its outputs in Float64 for each rollout, and
/// five times more: their sum, a mean, that mean and the targets in the units of scores, and the targets as they are.
/// Rows that are kept beside the record are held until the run ends, at 100 bytes each.
/// What a process takes before it has done anything, 25 MiB, is left out, as are the task's data.
public struct RunMemory: Sendable, Hashable {
  /// How often the parameters count.
  static let parameters = 6.0
  /// How often they count in the state that a run keeps.
  private static let keptParameters = 3.0

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
    let demand = cell.study.demand(cell)
    let passes = demand.passes.map { pass in
      let size = PassSize(
        network, gates: gates, mode: pass.mode, steps: task.maximumSteps, isReference: isReference,
        keepsGateInputs: pass.keepsGateInputs, keepsUniforms: pass.keepsUniforms,
        keepsMemoryGradients: pass.keepsMemoryGradients, injects: pass.injects)
      return (rows: pass.rows, values: size.values)
    }
    let scoring = demand.scoredRollouts.map { Self.scoring(task, rollouts: $0, cell.scoredPerTarget) } ?? 0
    // What a file may ask for is more than an Int counts.
    func tape(_ pass: (rows: Int, values: Int)) -> Double { Double(pass.rows) * Double(pass.values) }
    guard let largest = passes.max(by: { tape($0) < tape($1) }) else {
      preconditionFailure("a run has a pass")
    }
    (rows, valuesPerRow, width) = (largest.rows, largest.values, isReference ? 8 : 4)
    let stored = cell.study.storedRows(cell).reduce(0) { $0 + $1.rowsPerRun }
    let step = task.inputWidth + (task.symbols > 0 ? 1 : 0)
    let batch = Double(rows) * Double(task.maximumSteps * step + network.outputWidth)
    let counted = Self.parameters + (cell.study.checkpoints == nil ? 0 : Self.keptParameters)
    bytes =
      Double(width) * (tape(largest) + counted * Double(network.layout.count)) + 4 * batch + scoring
      + Self.bytesPerStoredRow * min(StoredRows.limit, stored)
  }

  /// Measured of single units: a line of 40 bytes, in memory that grows by doubling and is copied once.
  private static let bytesPerStoredRow = 100.0

  /// The bytes of the largest block that is scored at once.
  private static func scoring(_ task: any SequenceTask, rollouts: Int, _ outputsPerTarget: Int) -> Double {
    let values = Split.scored.map { split in
      let blocks = task.scoringBlocks(split, rollouts: rollouts, outputsPerTarget: outputsPerTarget)
      return Double(min(blocks.count, blocks.examples)) * Double(blocks.valuesPerExample)
    }
    return 8 * Double(rollouts + 5) * (values.max() ?? 0)
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
