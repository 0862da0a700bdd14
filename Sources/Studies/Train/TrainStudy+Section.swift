import Catalog
import Gating
public import Planning
import Recurrence
import SequenceTasks
import Sequences

extension TrainStudy {
  /// Task, network, training, measurements, sweep and comparison.
  public static func section(_ format: ExperimentFormat) -> Section {
    Section(
      "Networks are trained and compared.",
      [
        format.seed, format.generator, format.replicates, format.precision,
        Field("task", format.kind(format.catalogs.tasks), isRequired: true, "The task to learn."),
        Field("network", .section(format.trainedNetwork), isRequired: true, "The network."),
        format.gates, format.noise, format.stateNoise,
        Field("training", .section(format.training), isRequired: true, "The training."),
        Field("evaluation", .section(format.evaluation), "The measurements."),
        Field("telemetry", .section(format.telemetry), "Gate statistics."),
        format.sweep,
        Field(
          "compare", .section(format.comparison), identifiesRuns: false,
          "The comparison: axis, baseline and metric."),
      ])
  }
}

extension ExperimentFormat {
  var training: Section {
    Section(
      "The training.",
      [
        gradient,
        Field(
          "optimizer", kind(catalogs.optimizers),
          default: Self.settings(catalogs.optimizers.descriptions, "adam"),
          "The optimizer."),
        loss, classWeights,
        Field("batch", .plain(.integer(Limit.batch)), default: .number(32), "Sequences in an update."),
        Field("updates", .plain(.integer(Limit.updates)), isRequired: true, "Updates of the parameters."),
        Field(
          "clip_norm", .plain(.number(.positive)),
          "The largest norm of the whole gradient; without it nothing is clipped."),
        gatePenalty,
        Field(
          "save_weights", .words(SavedWeights.allCases.map(\.rawValue)),
          "Whether each run leaves weights/RUN.safetensors: those of the update that `evaluation.select` chose, or of the last; none by default."
        ),
        Field(
          "weights", .words(WeightsPacking.allCases.map(\.rawValue)), identifiesRuns: false,
          "Whether saved weights lie many to a file, weights/pack-0000.safetensors and so on with each run's names behind its id, or a file a run; packed by default from \(WeightsPacking.manyRuns) runs on."
        ),
        Field("checkpoint", .section(checkpoint), identifiesRuns: false, "When the state of a run is kept."),
        Field(
          "keep_checkpoints", .plain(.flag), default: .flag(false), identifiesRuns: false,
          "Whether each run's last state stays in the results folder when the run is finished, so that the same runs with more updates go on from it; a file a run."
        ),
        Field(
          "updates_per_epoch", .plain(.integer(Limit.updates)),
          "Updates in an epoch of a generated task, \(TrainingSpecification.usualUpdatesPerEpoch) by default; an epoch of file data is one pass over them."
        ),
      ])
  }

  private var checkpoint: Section {
    Section(
      "When the state of a run is kept in the results folder, so that a stopped run goes on from there.",
      [
        Field("every", .plain(.integer(Limit.updates)), "Updates between two states that are kept."),
        Field(
          "seconds", .plain(.number(Bounds(0, 1e9, excludesMinimum: true))),
          "Seconds between two, \(Int(CheckpointRule.usualSeconds)) by default, and longer where writing one takes more than a hundredth of that. Nothing that a run computes depends on it."
        ),
      ])
  }

  var evaluation: Section {
    Section(
      "The measurements.",
      [
        Field(
          "every", .plain(.integer(Limit.updates)), default: .number(100),
          "Updates between two measurements."),
        Field(
          "modes", .distinctWords(MeasuredMode.words),
          default: .list([.text(EvaluationMode.native.rawValue)]),
          "How the network is read (`sluice list modes`): native, each policy's own evaluation without draws (bernoulli: its mean p); mean, E[g | z]; sigmoid, σ(z); sample, rollouts with noise, scored together; draw, rollouts with noise, each scored by itself; hard, 1[z > 0]; compressed, native with coarser weights."
        ),
        Field(
          "samples", .plain(.integer(Limit.samples)),
          "Rollouts of the modes `sample` and `draw`, \(EvaluationSpecification.usualSamples) by default."),
        Field(
          "metrics", .distinctWords(catalogs.metrics.kinds),
          "Metrics beside the task's own (`sluice list metrics`)."),
        Field(
          "by", .plain(.texts),
          "The groups that scores are split by, beside the pooled ones, such as [series, horizon]: rows `rmse[deaths]`, `rmse[deaths;2]`; or, of classes and bits, [class]: rows `recall[cat]`; or what else a task sorts its examples by, such as [length] or [attractors]."
        ),
        Field(
          "predictions", .distinctWords(Split.scored.map(\.rawValue)),
          "The parts whose forecasts are written down, target by target, in predictions.csv: of the network whose scores are final."
        ),
        Field(
          "compression", .sectionOrList(compression),
          "The compression of weights in the mode `compressed`, \(MeasuredMode.usualCompression.settings) by default; several, each with a label, make the modes compressed_LABEL."
        ),
        Field(
          "select", .plain(.text),
          "The split.mode.metric whose best update gives the final scores; without it the last update does."),
      ])
  }

  /// The robustness test of G2-LSTM (Li et al. 2018).
  private var compression: Section {
    Section(
      "Applied in the order rank, round, clip to each weight matrix of the input and forget gates.",
      [
        Field(
          "round", .plain(.number(.positive)), "Weights are rounded to multiples of it, ties to even ones."),
        Field("clip", .plain(.number(.positive)), "The largest magnitude of a weight."),
        Field(
          "rank", .plain(.integer(Bounds(1, Limit.hidden.maximum))),
          "The largest rank of a matrix, by singular value decomposition; below `network.hidden`."),
      ])
  }

  var telemetry: Section {
    Section(
      "Gate statistics.",
      [
        Field("gates", .plain(.flag), default: .flag(false), "Whether gates.csv is written."),
        units(withUpdates: true),
        Field(
          "gradient_samples", .plain(.integer(Limit.samples)),
          "Gradients drawn anew, on the same batch, at every measured update: gates.csv gets their variance."),
      ])
  }

  var comparison: Section {
    Section(
      "The comparison.",
      [
        Field(
          "axis", .plain(.text), isRequired: true,
          "The axis that is compared; not `seed`, whose values make arbitrary pairs."),
        Field("baseline", .axisValue, isRequired: true, "The value that the others are compared with."),
        Field("metric", .plain(.text), isRequired: true, "The split.mode.metric that is compared."),
        Field(
          "equivalence", .numberOr(.positive, equivalence),
          "δ, the difference that does not matter, in the metric's unit or as a share of the way from a floor to the baseline; candidates can then be found equivalent."
        ),
      ])
  }

  private var equivalence: Section {
    Section(
      "A difference that does not matter, by what there is to gain.",
      [
        Field(
          "floors", .plain(.number(Bounds(0, 1, excludesMinimum: true))), isRequired: true,
          "δ as a share of the distance between the baseline's mean and that of the best floor of the metric's split, where the baseline is better."
        )
      ])
  }
}
