import Catalog
import Recurrence
import SequenceTasks
import Sequences

/// The work of a run, by arithmetic, in floating-point operations.
///
/// A multiply-add of the network's products (`ProductCount`, in the module Recurrence) is two operations forward, and twice that
/// backward; every step counts as taken.
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
    let (task, products) = (cell.task.value, ProductCount(cell.configuration))
    func forward(_ steps: Int) -> Double {
      let outputs = task.placement == .every ? steps : 1
      return 2 * (Double(steps) * Double(products.step) + Double(outputs) * Double(products.outputs))
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
