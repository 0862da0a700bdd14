import Catalog
import Recurrence
import Sequences

/// The multiply-adds that a sequence takes on the way forward, on average over sequences and rollouts.
///
///     (Σ_l Σ u_t · products of layer l + Σ outputs · products of the read-out) / sequences
///
/// Products are counted as `ProductCount` (module Recurrence) has them, of the steps that each layer takes, and of the outputs of every step
/// that has some, which are read whether it is skipped or not. A score of the network's states, beside ``StepsTaken``: what a network
/// costs that skips, in the units of one that does not, whatever its cell, its layers and its width.
struct Multiplications: Metric {
  static let description = KindDescription(
    "multiplications",
    summary: "Multiply-adds in the products that a sequence takes, where steps may be skipped.",
    formula: "(Σ u_t·products of a step + Σ outputs·n·k)/sequences")
  static let lowerIsBetter = true
  static let targets = TargetKind.allCases

  private var products = 0
  private var sequences = 0

  /// No sequences.
  init() {}

  /// Outputs say nothing of it.
  func add(_ rows: ScoredRows) {}

  /// Takes in the steps that each sequence took, [layers][B].
  ///
  /// - Parameters:
  ///   - taken: the steps, [layers][B].
  ///   - lengths: the steps that each sequence has, [B].
  ///   - network: whose products they are.
  mutating func add(_ taken: [[Int]], of lengths: [Int], _ network: NetworkConfiguration) {
    let count = ProductCount(network)
    for (layer, products) in zip(taken, count.layers) { self.products += layer.reduce(0, +) * products }
    let outputs = network.placement == .every ? lengths.reduce(0, +) : lengths.count
    products += outputs * count.outputs
    sequences += lengths.count
  }

  /// The mean so far; `nil` of no sequences.
  var value: Double? { sequences > 0 ? Double(products) / Double(sequences) : nil }
}
