public import Reports

/// What a results folder keeps of its experiment, as far as a page shows it.
public struct KeptExperiment: Sendable {
  /// The kind of experiment.
  public let kind: String
  /// The question in words.
  public let question: String?
  /// The experiment file.
  public let text: String
  /// The arguments of `--set`.
  public let overrides: [String]
  /// Every key with its value, defaults included.
  public let settings: [(key: String, value: String)]
  /// The laws of its gate policies.
  public let laws: [PolicyLaw]
  /// How to cite, without anything that changes when the folder is made again.
  public let citation: Report

  /// What is kept of an experiment.
  public init(
    kind: String, question: String?, text: String, overrides: [String],
    settings: [(key: String, value: String)],
    laws: [PolicyLaw] = [], citation: Report
  ) {
    self.kind = kind
    self.question = question
    self.text = text
    self.overrides = overrides
    self.settings = settings
    self.laws = laws
    self.citation = citation
  }
}
