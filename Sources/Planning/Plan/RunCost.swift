import Catalog
import Estimation
import Gating
import Recurrence
import SequenceTasks
import Sequences

/// The work of a run, by arithmetic, in floating-point operations.
///
/// A layer of n units with m inputs takes 2·4n·(m + n) operations a step and sequence forward, and twice that
/// backward, with full gate recurrence 2·3n·3n more; the read-out 2·n·k forward.
/// Gates, losses and optimizers are left out, and of certificates the exact gradient and re-roll-outs: at 64 units they
/// are some percent.
public struct RunCost: Sendable, Hashable {
  /// Operations in training updates.
  public let trainingFLOP: Double
  /// Operations in evaluations.
  public let evaluationFLOP: Double

  /// All operations.
  public var flop: Double { trainingFLOP + evaluationFLOP }

  /// The cost of one run of a cell.
  public init(_ cell: CellSpecification) {
    let (network, task) = (cell.network, cell.task.value)
    let (n, m, k) = (Double(network.hidden), Double(task.inputWidth), Double(task.outputWidth))
    let (steps, layers) = (Double(task.maximumSteps), Double(network.layers))
    let readoutSteps = task.placement == .every ? steps : 1
    let gateMatrices = network.variant.seesGates ? layers * 9 * n * n : 0
    let layerWork = 8 * n * ((m + n) + (layers - 1) * 2 * n) + 2 * gateMatrices
    let forward = steps * layerWork + readoutSteps * 2 * n * k
    switch cell.work {
    case .train(let work):
      let passes = work.training.updates + Self.measuredUpdates(work) * (work.gradientSamples ?? 0)
      trainingFLOP = 3 * forward * Double(work.training.batch) * Double(passes)
      evaluationFLOP = forward * Self.evaluatedSequences(work, task)
    case .simulate(let work):
      trainingFLOP = 0
      evaluationFLOP = forward * Double(work.count + work.sequences)
    case .certify(let work):
      trainingFLOP = 3 * forward * Double(work.examples) * Double(work.samples)
      evaluationFLOP = 0
    }
  }

  /// Sequences read in all measurements of a training run.
  private static func evaluatedSequences(_ work: TrainingWork, _ task: any SequenceTask) -> Double {
    let examples = [Split.validation, .test].reduce(0.0) { $0 + Double(task.count($1) ?? 0) }
    let measurements = Double(measuredUpdates(work) + 1)
    let passes = work.evaluation.modes.reduce(0.0) {
      $0 + ($1.gates.isSampled ? Double(work.evaluation.samples) : 1)
    }
    return examples * measurements * passes
  }

  /// Updates that begin with a measurement; the last measurement follows all of them.
  private static func measuredUpdates(_ work: TrainingWork) -> Int {
    (work.training.updates + work.evaluation.every - 1) / work.evaluation.every
  }

  /// A count of operations as people read it: `3.2 GFLOP`.
  public static func text(flop: Double) -> String {
    ScaledNumber.text(
      flop, base: 1000, units: ["FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP", "EFLOP"])
  }
}
