extension TraceStudy {
  /// Three steps of one unit with a drawn forget gate.
  public static let starter: [String: String] = [
    "question": "What does a drawn forget gate do to a cell?", "seed": "20170528",
    "network.input": "1", "network.hidden": "1",
    "network.weights.input.w": "[[0, 0]]", "network.weights.input.b": "[1]",
    "network.weights.forget.w": "[[0, 0]]", "network.weights.forget.b": "[1]",
    "network.weights.candidate.w": "[[1, 0]]", "network.weights.candidate.b": "[0]",
    "network.weights.output.w": "[[0, 0]]", "network.weights.output.b": "[1]",
    "gates.all": "{kind: sigmoid}", "gates.forget": "{kind: bernoulli}", "inputs": "[[1], [0], [0]]",
  ]
}
