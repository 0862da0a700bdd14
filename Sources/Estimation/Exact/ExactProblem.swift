import Gating
public import Recurrence
public import Sequences

/// Whose gradient is exact: the expected loss of some sequences under gates and the noise on states beside them.
public struct ExactProblem: Sendable {
  /// The sequences, whose mean loss is meant.
  public let batch: TaskBatch
  /// The gates and masks whose draws are enumerated.
  public let gates: GateAssignment
  /// The loss.
  public let loss: any Loss
  /// The charge for open gates that is added to it.
  public let penalty: GatePenalty?
  /// Nodes of the quadrature in each smooth piece of a continuous draw.
  public let nodes: Int

  /// A problem.
  public init(
    _ batch: TaskBatch, gates: GateAssignment, loss: any Loss, penalty: GatePenalty? = nil, nodes: Int = 32
  ) {
    self.batch = batch
    self.gates = gates
    self.loss = loss
    self.penalty = penalty
    self.nodes = nodes
  }

  /// The most leaves that are visited, over all sequences.
  public static let limit = 1 << 22
  /// The most visits of a leaf for differences of values: leaves × parameters × values of each.
  public static let visits = 2e8

  /// How many leaves there are, over all sequences.
  public func leafCount(_ configuration: NetworkConfiguration) -> Double {
    let quadrature = LawQuadrature(order: nodes)
    return batch.lengths.reduce(0) {
      $0 + OutcomeTree(gates, configuration, steps: $1, quadrature: quadrature, limit: 0).size
    }
  }

  /// How the exact gradient of a network is found: from values wherever they can be afforded.
  public func method(_ configuration: NetworkConfiguration) -> ExactGradient.Method {
    let visits =
      leafCount(configuration) * Double(configuration.layout.count * ExactGradient.valuesPerParameter)
    return visits > Self.visits ? .slopesChecked : .values
  }

  /// Whether continuous draws are integrated; else every outcome is enumerated.
  func isIntegrated(_ configuration: NetworkConfiguration) -> Bool {
    configuration.policyGates.contains { gates[$0].drawsPerUnit > 0 && !gates[$0].isBernoulli }
  }

  /// The same with other nodes.
  func with(nodes: Int) -> ExactProblem {
    ExactProblem(batch, gates: gates, loss: loss, penalty: penalty, nodes: nodes)
  }
}

extension GateAssignment {
  /// The gates of a network that jump without a draw: their law is constant but for the jump.
  public func thresholds(in configuration: NetworkConfiguration) -> [CellGate] {
    configuration.policyGates.filter { gate in
      if case .surrogate = self[gate].derivative { self[gate].drawsPerUnit == 0 } else { false }
    }
  }
}
