import Catalog
import Planning
import Sequences

/// The keys of what is minimized.
extension ExperimentFormat {
  var loss: Field {
    Field(
      "loss", .kindOrWord(catalogs.losses.erased, catalogs.schedules),
      "The loss that is minimized (`sluice list losses`); by default the one that fits the task.")
  }

  var gatePenalty: Field {
    Field(
      "gate_penalty", .plain(.number(.nonNegative)),
      "λ, the penalty on open units of gates that can close (hard_concrete, stochastic_gate): the loss gets λ times their expected number per step."
    )
  }
}
