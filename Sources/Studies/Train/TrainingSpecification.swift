public import Catalog
public import Recurrence

/// How a network is trained.
public struct TrainingSpecification: Sendable, Hashable {
  /// Updates in an epoch of a generated task where the file does not say.
  static let usualUpdatesPerEpoch = 100

  /// The optimizer.
  public let optimizer: ScheduledKind<any Optimizer>
  /// Sequences in an update.
  public let batch: Int
  /// Updates of the parameters.
  public let updates: Int
  /// The largest norm of the whole gradient; `nil` for no clipping.
  public let clipNorm: Double?
  /// What open gates are charged; `nil` for nothing.
  public let gatePenalty: GatePenalty?
  /// Updates that count as an epoch of a generated task; `nil` for file data, whose epochs are passes.
  public let updatesPerEpoch: Int?

  /// The epoch in which an update begins, of a task with so many training examples (`nil` for as many as one
  /// likes); both count from 0.
  public func epoch(update: Int, examples: Int?) -> Int {
    if let updatesPerEpoch { return update / updatesPerEpoch }
    return examples.map { update * batch / $0 } ?? 0
  }
}
