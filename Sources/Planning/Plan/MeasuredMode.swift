public import Catalog
public import Gating
public import Recurrence
public import Sequences

/// One way to read a trained network when it is measured, as tables call it.
///
/// All modes of an experiment read the same weights. They differ in how the gates are read or, for `compressed`,
/// in what is done to the weights before.
public struct MeasuredMode: Sendable, Hashable, CustomStringConvertible {
  /// The word for a reading of compressed weights.
  package static let compressed = "compressed"
  /// The word for rollouts that are scored one by one.
  package static let draw = "draw"
  /// The words of `evaluation.modes`.
  package static var words: [String] { EvaluationMode.allCases.map(\.rawValue) + [draw, compressed] }
  /// Whether a word in a table names a way to read a network, rather than a floor.
  package static func isName(_ word: String) -> Bool {
    words.contains(word) || word.hasPrefix(compressed + "_")
  }
  /// What `compressed` means where the file does not say: G2-LSTM's test of its language models (Li et al. 2018).
  package static let usualCompression = WeightCompression(rounding: 0.2, limit: 0.4)

  /// The word in metric paths and tables: `native`, …, `compressed`, or `compressed_LABEL` where there are several.
  public let name: String
  /// How gates are read.
  public let gates: EvaluationMode
  /// What is done to the weights for the reading; `nil` for nothing.
  public let compression: WeightCompression?
  /// What is scored of several rollouts.
  public let reading: RolloutReading

  /// The weights as they are, gates read in a mode.
  public init(_ gates: EvaluationMode) {
    name = gates.rawValue
    self.gates = gates
    compression = nil
    reading = gates.isSampled ? .together : .once
  }

  /// Each rollout alone: what one noisy pass can expect.
  public static let drawn = MeasuredMode(name: draw, gates: .sample, reading: .each)

  /// Whether another mode makes the same passes, on the same draws, and differs in what is scored alone.
  package func isReadLike(_ other: MeasuredMode) -> Bool {
    gates == other.gates && compression == other.compression
  }

  private init(name: String, gates: EvaluationMode, reading: RolloutReading) {
    (self.name, self.gates, self.reading) = (name, gates, reading)
    compression = nil
  }

  /// Compressed weights, gates read natively; the label tells several apart.
  public init(_ compression: WeightCompression, label: String?) {
    name = Self.compressed + (label.map { "_\($0)" } ?? "")
    gates = .native
    self.compression = compression
    reading = .once
  }

  /// The words of `evaluation.modes` with their meaning, as `sluice list modes` prints them.
  public static let descriptions: [KindDescription] =
    EvaluationMode.allCases.map { KindDescription($0.rawValue, summary: $0.summary) } + [
      KindDescription(
        draw,
        summary:
          "One noisy pass: the mean of the scores of evaluation.samples rollouts, each by itself; sample scores them together."
      ),
      KindDescription(
        compressed,
        summary:
          "native, of weights of the input and forget gates that are cut to a rank, rounded and clipped as evaluation.compression says.",
        source: "Li et al. 2018 (arXiv 1806.02988)"),
    ]

  /// The name.
  public var description: String { name }
}

extension WeightCompression {
  /// The keys that it stands for.
  package var values: [String: ParameterValue] {
    let numbers = ["round": rounding, "clip": limit, "rank": rank.map(Double.init)].compactMapValues { $0 }
    return numbers.mapValues { .number($0) }
  }

  /// The keys as a file has them: `{round: 0.2, clip: 0.4}`.
  package var settings: String {
    let keys = ["round", "clip", "rank"].compactMap { key in values[key].map { "\(key): \($0.text)" } }
    return "{\(keys.joined(separator: ", "))}"
  }
}
