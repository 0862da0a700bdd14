import Catalog
public import Planning

extension VarianceStudy {
  /// What a training has, without what it leaves beside its scores, and the scores whose variance is split.
  public static func section(_ format: ExperimentFormat) -> Section {
    let variance = Section(
      "The scores whose variance is split.",
      [
        Field(
          "metrics", .plain(.texts), isRequired: true,
          "The final scores, each split.mode.metric; draws of evaluation matter to the modes sample and draw alone."
        )
      ])
    return Section(
      "Networks are trained with every mixture of two replicates' streams.",
      [
        format.seed, format.generator,
        Field(
          "replicates", .plain(.integer(Bounds(2, 100_000))), isRequired: true, identifiesRuns: false,
          "Base pairs: two replicates, with a run for each of the 32 mixtures of their weights, order, data, training and evaluation noise, 16 where data are a file. At 100, 300 and 1000 base pairs a share has a standard error of about 0.10, 0.05 and 0.03 at most."
        ),
        format.precision,
        Field("task", format.kind(format.catalogs.tasks), isRequired: true, "The task to learn."),
        Field("network", .section(format.trainedNetwork), isRequired: true, "The network."),
        format.gates, format.noise, format.stateNoise,
        Field(
          "training", .section(format.training.without(["save_weights", "weights"])), isRequired: true,
          "The training."),
        Field(
          "evaluation", .section(format.evaluation.without(["predictions"])), "The measurements."),
        Field("variance", .section(variance), isRequired: true, "The scores whose variance is split."),
        format.sweep,
      ])
  }
}
