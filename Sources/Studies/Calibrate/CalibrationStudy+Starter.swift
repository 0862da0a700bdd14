extension CalibrationStudy {
  /// Two policies on the adding task.
  public static let starter: [String: String] = [
    "question": "How often are two policies found to differ that are one?", "seed": "20170528",
    "replicates": "8",
    "task": "{kind: adding, variant: chrono, steps: 10, validation_size: 16, test_size: 64}",
    "network.hidden": "4",
    "network.forget_bias": "1",
    "gates.all": "{kind: sigmoid}",
    "training.gradient": "{kind: auto}", "training.optimizer": "{kind: adam, learning_rate: 0.01}",
    "training.batch": "8", "training.updates": "20", "training.clip_norm": "1",
    "evaluation.every": "20", "evaluation.modes": "[native]",
    "compare.axis": "gates.all", "compare.baseline": "{kind: sigmoid}", "compare.metric": "test.native.mse",
    "calibration.comparisons": "50",
  ]
}
