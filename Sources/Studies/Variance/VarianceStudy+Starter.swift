extension VarianceStudy {
  /// Two policies on the adding task.
  public static let starter: [String: String] = [
    "question": "How much of the spread over seeds is due to the initial weights?", "seed": "20170528",
    "replicates": "20",
    "task": "{kind: adding, variant: chrono, steps: 10}", "network.hidden": "8",
    "network.forget_bias": "1",
    "gates.all": "{kind: sigmoid}",
    "training.gradient": "{kind: auto}", "training.optimizer": "{kind: adam, learning_rate: 0.01}",
    "training.batch": "16", "training.updates": "100", "training.clip_norm": "1",
    "evaluation.every": "50", "evaluation.modes": "[native]", "evaluation.select": "validation.native.mse",
    "variance.metrics": "[test.native.mse]",
  ]
}
