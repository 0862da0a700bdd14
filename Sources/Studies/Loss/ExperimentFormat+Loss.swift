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

  var classWeights: Field {
    Field(
      "class_weights", .plain(ClassWeights.shape),
      "What a target of each class weighs in the loss: balanced, N/(C·n_c) as scikit-learn has it, or a weight by class, as {cat: 2, dog: 1} or in the order of the classes; scaled to a mean of 1 over training. None by default."
    )
  }

  var gatePenalty: Field {
    Field(
      "gate_penalty", .plain(.number(.nonNegative)),
      "λ, the penalty on open units of gates that can close (hard_concrete, stochastic_gate): the loss gets λ times their expected number per step."
    )
  }
}
