import Catalog
public import Estimation
public import Recurrence
import SequenceTasks
public import Sequences

/// Holding a gradient rule against the exact gradient.
public struct CertificationWork: Sendable, Hashable {
  /// Which expected loss is the truth.
  public let reference: ObjectiveReference
  /// Estimates, each with its own noise: those that settle a moving average come first, and estimate i of all has the
  /// training noise of time i.
  public let samples: Int
  /// Training examples in the batch, from the first on.
  public let examples: Int
  /// Nodes of the quadrature in each smooth piece of a continuous draw.
  public let nodes: Int
  /// What is differentiated.
  public let loss: LossKind
  /// The charge for open gates that is added to it.
  public let penalty: GatePenalty?
  /// All parameters in the order of `ParameterLayout`; `nil` where they are drawn, as replicate 0 draws them.
  public let parameters: [Double]?

  /// Estimates between two signs of progress.
  public static let chunk = 100
  /// Signs of progress in a run.
  public var chunks: Int { (samples + Self.chunk - 1) / Self.chunk }

  /// The parameters at which a cell is certified.
  public func parameters(of cell: CellSpecification) -> [Double] {
    parameters
      ?? cell.network.initialWeights.draw(
        cell.configuration, maximumSteps: cell.task.value.maximumSteps, seed: cell.seed, replicate: 0
      ).map { Double($0) }
  }
}
