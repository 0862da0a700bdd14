import TestSupport

/// ``SmallTraining`` in some tens of milliseconds a run, for the command.
enum SmallExperiment {
  static let text = SmallTraining.text(replicates: 4, hidden: 6, updates: 200, every: 50)

  /// The SHA-256 of every stable file of a results folder, by name.
  static func digests(_ folder: String) throws -> [String: String] { try SmallTraining.digests(folder) }
}
