import Catalog
import Recurrence
import SequenceTasks
import Sequences

/// The work of a run, by arithmetic, in floating-point operations.
///
/// A layer of n units with m inputs, an embedded symbol's numbers among them, takes 2·n·m operations a step and sequence forward for every block of
/// the cell that sees the input and 2·n·n for every one that sees the hidden states, of an LSTM 2·4n·(m + n), and twice that
/// backward, with full gate recurrence 2·3n·3n more; the read-out 2·n·k forward.
/// Gates, losses and optimizers are left out, and of certificates the exact gradient and re-roll-outs: at 64 units they
/// are some percent.
public struct RunCost: Sendable, Hashable {
  /// Operations in passes forward and back.
  public let differentiatedFLOP: Double
  /// Operations in passes forward only.
  public let readFLOP: Double

  /// All operations.
  public var flop: Double { differentiatedFLOP + readFLOP }

  /// The cost of one run of a cell.
  public init(_ cell: CellSpecification) {
    let (network, task) = (cell.network, cell.task.value)
    let (configuration, structure) = (cell.configuration, cell.configuration.structure)
    let (n, k) = (Double(network.hidden), Double(task.targetWidth * network.outputsPerTarget))
    let (inputs, states) = (Double(structure.seeingInput.count), Double(structure.seeingHidden.count))
    let gateMatrices = network.variant.seesGates ? Double(network.layers) * 9 * n * n : 0
    let matrices = (0..<network.layers).reduce(gateMatrices) { sum, layer in
      sum + n * (inputs * Double(configuration.inputWidth(layer: layer)) + states * n)
    }
    let layerWork = 2 * matrices
    func forward(_ steps: Int) -> Double {
      Double(steps) * layerWork + Double(task.placement == .every ? steps : 1) * 2 * n * k
    }
    let demand = cell.study.demand(cell)
    differentiatedFLOP = 3 * forward(task.longest(.train)) * demand.differentiated
    readFLOP = forward(task.maximumSteps) * demand.read
  }

  /// A count of operations as people read it: `3.2 GFLOP`.
  public static func text(flop: Double) -> String {
    ScaledNumber.text(
      flop, base: 1000, units: ["FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP", "EFLOP"])
  }
}
