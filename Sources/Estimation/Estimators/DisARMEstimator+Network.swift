public import Recurrence

extension DisARMEstimator: GradientEstimator {
  /// The re-roll-outs of several groups.
  public func rows(batch: Int) -> Int { batch * AntitheticEstimate.copies(ofBatch: batch) }

  /// One re-roll-out for each group, and one backward pass.
  public func estimate<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    AntitheticEstimate.run(engine, pass) { pair in
      Self.term(
        difference: pair.difference, other: 1 - pair.uniform < pair.probability ? 1 : 0,
        primary: pair.drawn, probability: pair.probability)
    }
  }
}
