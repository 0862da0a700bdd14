import Recurrence

/// What a cell does with its network: one case for each kind of experiment that is swept.
public enum CellWork: Sendable, Hashable {
  /// Trains it, and measures it on the way.
  case train(TrainingWork)
  /// Runs it many times with different noise.
  case simulate(SimulationWork)
  /// Holds its gradient rule against the exact gradient.
  case certify(CertificationWork)

  /// Units of progress in a run: its updates, where it trains.
  public var progressUnits: Int {
    switch self {
    case .train(let work): work.training.updates
    case .simulate(let work): work.chunks
    case .certify(let work): work.chunks
    }
  }

  /// The names of the modes in which the task's metrics are scored, in the order of the file.
  public var scoredModes: [String] {
    switch self {
    case .train(let work): work.evaluation.modes.map(\.name)
    case .simulate, .certify: []
    }
  }

  /// Whether anything is scored: otherwise there are no tables of scores.
  public var isScored: Bool { !scoredModes.isEmpty }

  /// What open gates are charged with where gradients are found; `nil` for nothing.
  var gatePenalty: GatePenalty? {
    switch self {
    case .train(let work): work.training.gatePenalty
    case .simulate: nil
    case .certify(let work): work.penalty
    }
  }

  /// Whether gates.csv is written.
  public var recordsGates: Bool {
    switch self {
    case .train(let work): work.recordsGates
    case .simulate: true
    case .certify: false
    }
  }
}

/// Training and what is measured in its course.
public struct TrainingWork: Sendable, Hashable {
  /// How the network learns.
  public let training: TrainingSpecification
  /// What is measured, and when.
  public let evaluation: EvaluationSpecification
  /// Whether gates.csv is written.
  public let recordsGates: Bool
  /// Gradients drawn anew at every measured update, for their variance; `nil` for none.
  public let gradientSamples: Int?
}
