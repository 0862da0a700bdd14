/// Where a data file comes from, and under which licence it may be used.
package struct DataSource: Sendable, Hashable {
  /// The SHA-256 of the file's bytes.
  package let sha256: String
  /// The title of the publication that the data come from.
  package let title: String
  /// Its authors.
  package let authors: [String]
  /// Its year.
  package let year: Int
  /// The arXiv number.
  package let arXiv: String
  /// The licence in words.
  package let license: String
  /// The licence's text.
  package let licenseURL: String

  /// The publication's address.
  package var url: String { "https://arxiv.org/abs/\(arXiv)" }

  /// The source of a file, where it is one that comes with Sluice.
  package static func known(_ sha256: String) -> DataSource? { all.first { $0.sha256 == sha256 } }

  /// The files under `Experiments/Data`, whose README says the same in words.
  package static let all = [
    DataSource(
      sha256: "faa34431a3280509561c607a82158970f061013ef99ee1a212e75f96a1a519fb",
      title:
        "Chickenpox Cases in Hungary: a Benchmark Dataset for Spatiotemporal Signal Processing with Graph Neural Networks",
      authors: [
        "Benedek Rozemberczki", "Paul Scherer", "Oliver Kiss", "Rik Sarkar", "Tamas Ferenci",
      ], year: 2021, arXiv: "2102.08100",
      license: "Creative Commons Attribution 4.0 International",
      licenseURL: "https://creativecommons.org/licenses/by/4.0/")
  ]
}
