/// How Sluice itself is cited: the facts of `CITATION.cff`, which a test holds against that file.
package enum SoftwareCitation {
  /// The name.
  package static let name = "Sluice"
  /// The title.
  package static let title = "Sluice: a research simulator for stochastic gating in LSTMs"
  /// The authors.
  package static let author = "The Sluice developers"
  /// When the version in use was released.
  package static let released = "2026-11-22"
  /// The licence, as SPDX has it.
  package static let license = "GPL-3.0-or-later"
  /// The year of the version in use.
  package static var year: String { String(released.prefix(4)) }
}
