import Catalog
import Sequences

/// The share of its steps that a network takes, of all layers, sequences and rollouts together: 1 where nothing is skipped.
///
///     Σ u_t / Σ T
///
/// A score of the network's states, not of its outputs, found by whoever reads it. What that spares is
/// ``Multiplications``.
struct StepsTaken: Metric {
  static let description = KindDescription(
    "steps_taken", summary: "The share of steps that are taken, where some may be skipped.",
    formula: "Σ u_t / Σ T over layers and sequences")
  static let lowerIsBetter = true
  static let targets = TargetKind.allCases

  private var taken = 0
  private var steps = 0

  /// No steps.
  init() {}

  /// Outputs say nothing of it.
  func add(_ rows: ScoredRows) {}

  /// Takes in the steps that each sequence took, [layers][B], of those it has.
  mutating func add(_ taken: [[Int]], of lengths: [Int]) {
    for layer in taken {
      self.taken += layer.reduce(0, +)
      steps += lengths.reduce(0, +)
    }
  }

  /// The share so far; `nil` of no steps.
  var value: Double? { steps > 0 ? Double(taken) / Double(steps) : nil }
}
