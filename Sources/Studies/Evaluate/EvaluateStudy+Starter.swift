extension EvaluateStudy {
  /// The networks of a training that saved its weights, read under two policies.
  public static let starter: [String: String] = [
    "question": "What do trained networks lose when their gates are drawn?",
    "networks": "results/first", "seed": "20170528",
    "task": "{kind: adding, variant: chrono, steps: 30}", "gates.all": "{kind: sigmoid}",
    "evaluation.modes": "[native, sample]", "evaluation.samples": "16",
    "compare.axis": "gates.all", "compare.baseline": "{kind: sigmoid}", "compare.metric": "test.sample.mse",
  ]
}
