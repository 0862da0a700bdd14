extension TrainStudy {
  /// Two policies on the adding task.
  public static let starter: [String: String] = [
    "question": "Do sampled gates learn to add as well as smooth ones?", "seed": "20170528",
    "replicates": "10",
    "task": "{kind: adding, variant: chrono, steps: 30}", "network.hidden": "16",
    "network.forget_bias": "1",
    "gates.all": "{kind: sigmoid}",
    "training.gradient": "{kind: auto}", "training.optimizer": "{kind: adam, learning_rate: 0.01}",
    "training.batch": "32", "training.updates": "300", "training.clip_norm": "1",
    "evaluation.every": "50", "evaluation.modes": "[native]", "evaluation.select": "validation.native.mse",
    "compare.axis": "gates.all", "compare.baseline": "{kind: sigmoid}", "compare.metric": "test.native.mse",
  ]
  /// It is of use with any task.
  public static let startsWithAnyTask = true
}
