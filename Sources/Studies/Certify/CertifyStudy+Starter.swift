extension CertifyStudy {
  /// Two gradient rules for one drawn gate.
  public static let starter: [String: String] = [
    "question": "What bias and variance have gradient rules for one drawn gate?", "seed": "20170528",
    "task": "{kind: one_gate}", "network.hidden": "1",
    "gates.all": "{kind: sigmoid}", "gates.input": "{kind: bernoulli}",
    "certify.reference": "bernoulli", "certify.samples": "10000",
    "sweep": "training.gradient: [{kind: straight_through_sigmoid}, {kind: score_function}]",
  ]
}
