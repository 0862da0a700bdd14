extension SimulateStudy {
  /// Rollouts of one drawn network on the adding task, with and without drawn gates.
  public static let starter: [String: String] = [
    "question": "How far do drawn gates lead cells away from their mean?", "seed": "20170528",
    "replicates": "100", "task": "{kind: adding, variant: chrono, steps: 30}", "network.hidden": "16",
    "network.forget_bias": "1", "gates.all": "{kind: sigmoid}", "simulation.sequences": "100",
  ]
  /// It is of use with any task.
  public static let startsWithAnyTask = true
}
