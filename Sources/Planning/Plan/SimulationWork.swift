public import Gating
public import Recurrence
public import Sequences

/// Running a network many times with different noise.
///
/// R rollouts of S sequences share one set of weights. Rollout r of the s-th simulated sequence has the noise of sequence
/// number r·S + s at time 0 of the evaluation noise, both counted from 0, whatever batch it is computed in.
public struct SimulationWork: Sendable, Hashable {
  /// R: rollouts of every sequence.
  public let rollouts: Int
  /// The part of the task's data; `nil` for an explicit sequence.
  public let split: Split?
  /// S: sequences, from the first of the split on.
  public let sequences: Int
  /// Reporting interval, in steps.
  public let every: Int
  /// The reading without draws that rollouts are compared with.
  public let trajectory: EvaluationMode
  /// All parameters in the order of `ParameterLayout`; `nil` where they are drawn.
  public let parameters: [Double]?
  /// h and c of every layer before the first step, [n] each; `nil` for zeros.
  public let initial: InitialState?
  /// Rollouts that go through the network at once.
  public let chunk: Int

  /// The sequences' name in tables: the split, or `inputs`.
  public var splitName: String { split?.rawValue ?? "inputs" }
  /// R·S.
  public var count: Int { rollouts * sequences }
  /// Parts that the rollouts are computed in.
  public var chunks: Int { (count + chunk - 1) / chunk }

  /// The number of a rollout in the addresses of its noise: r·S + s.
  public func noiseSequence(rollout: Int, sequence: Int) -> UInt32 { UInt32(rollout * sequences + sequence) }

  /// Rollouts at once so that the tape of one layer step by step stays near 64 MiB, and 1,024 at most.
  ///
  /// Addressed noise and the tables do not show it; GSL's own generators are consumed chunk by chunk.
  static func chunk(steps: Int, inputs: Int, hidden: Int, layers: Int, count: Int) -> Int {
    let values = steps * (inputs + 15 * layers * hidden)
    return min(count, max(1, min(1024, (1 << 24) / max(1, values))))
  }
}
