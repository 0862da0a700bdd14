/// What the section `tune` says: which keys are tuned, over what, by which score, and with how many runs.
public struct TuningSettings: Sendable {
  /// How settings are proposed.
  public enum Search: String, Sendable, Hashable, CaseIterable {
    /// Drawn, each key apart from the others.
    case random
    /// All combinations.
    case grid
  }

  /// How often settings are chosen.
  public enum Repetition: String, Sendable, Hashable, CaseIterable {
    /// Once for all replicates of the comparison.
    case once
    /// For each replicate of the comparison anew, from proposals and runs of its own.
    case perReplicate = "per_replicate"
  }

  /// The tuned keys, in the order of the file.
  public let axes: [TunedAxis]
  /// How settings are proposed.
  public let search: Search
  /// Settings that a random search proposes; `nil` of a grid.
  public let samples: Int?
  /// The score by which settings are chosen, `split.mode.metric`.
  public let score: String
  /// Runs of every setting.
  public let replicates: Int
  /// How often settings are chosen.
  public let repetition: Repetition

  /// The key of the section.
  package static let key = "tune"

  /// What must be known wherever scores of an experiment with these settings are shown.
  public var caveat: String {
    let keys = SpokenList.and(axes.map(\.path))
    switch repetition {
    case .once:
      return
        "Tuned once: \(keys) \(axes.count == 1 ? "was" : "were") chosen before the comparison, and every replicate has the same "
        + "lucky or unlucky choice; differences, intervals and p hold at these chosen settings, and not for tuning and training together "
        + "(`tune.repeat: per_replicate` is for that)."
    case .perReplicate:
      return
        "Tuned for every replicate: \(keys) \(axes.count == 1 ? "was" : "were") chosen anew for each, so that differences, intervals "
        + "and p hold for tuning and training together."
    }
  }
}

/// A key that is tuned.
public struct TunedAxis: Sendable {
  /// The dotted path.
  public var path: String { axis.path }
  /// What it may be: the values of a list, or the ends of a range.
  let axis: Axis
  /// The range; `nil` of a list.
  let range: TunedRange?

  /// What it may be, in words.
  public var text: String {
    range?.text(axis) ?? axis.values.map(\.label).joined(separator: " · ")
  }
}

/// A range of numbers that a tuned key is drawn from.
public struct TunedRange: Sendable, Hashable {
  /// How numbers lie in it.
  public enum Scale: String, Sendable, Hashable, CaseIterable {
    /// Evenly.
    case linear
    /// Their logarithms evenly.
    case log
  }

  /// The smallest number.
  public let from: Double
  /// The largest number.
  public let to: Double
  /// How numbers lie in it.
  public let scale: Scale
  /// Whether only whole numbers are meant.
  public let isWhole: Bool
  /// Numbers that a grid takes, the ends among them; `nil` of a random search.
  public let points: Int?

  func text(_ axis: Axis) -> String {
    let ends = axis.values.map(\.label).joined(separator: " to ")
    return "\(ends), \(scale.rawValue)" + (points.map { ", \($0) points" } ?? "")
  }
}
