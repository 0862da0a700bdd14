import Catalog
import Gating
import Recurrence
import SequenceTasks

extension ExperimentFormat {
  var train: Section {
    Section(
      "An experiment that trains networks.",
      head + [
        seed, generator,
        Field(
          "replicates", .plain(.integer(Limit.replicates)), default: .number(1), identifiesRuns: false,
          "Repetitions of every cell, each with its own weights, order and noise."),
        precision,
        Field(
          "task", .kind(KindFamily("task", catalogs.tasks.table.descriptions)), isRequired: true,
          "What is learned."),
        Field("network", .section(network), isRequired: true, "The network."),
        gates, noise, stateNoise,
        Field("training", .section(training), isRequired: true, "How the network learns."),
        Field("evaluation", .section(evaluation), "What is measured, and when."),
        Field("telemetry", .section(telemetry), "What is recorded about the gates."),
        Field(
          "sweep", .axes, identifiesRuns: false,
          "What varies: a dotted path and its list of values for each axis; axes are crossed."),
        Field(
          "compare", .section(comparison), identifiesRuns: false,
          "Which axis is compared, with what, by which metric."),
      ])
  }

  var training: Section {
    Section(
      "How the network learns.",
      [
        gradient,
        Field(
          "optimizer", .kind(KindFamily("optimizer", catalogs.optimizers.table.descriptions)),
          default: Self.settings(catalogs.optimizers.table.descriptions, "adam"),
          "The optimizer."),
        loss,
        Field("batch", .plain(.integer(Limit.batch)), default: .number(32), "Sequences in an update."),
        Field("updates", .plain(.integer(Limit.updates)), isRequired: true, "Updates of the parameters."),
        Field(
          "clip_norm", .plain(.number(.positive)),
          "The largest norm of the whole gradient; without it nothing is clipped."),
        gatePenalty,
        Field(
          "updates_per_epoch", .plain(.integer(Limit.updates)),
          "What counts as an epoch of a generated task, 100 by default; file data have epochs of their own."),
      ])
  }

  var loss: Field {
    Field(
      "loss", .words(LossKind.allCases.map(\.rawValue), absent: []),
      "What is minimized; by default what fits the task.")
  }

  var gatePenalty: Field {
    Field(
      "gate_penalty", .plain(.number(.nonNegative)),
      "λ: what each open unit of a gate that can close costs, hard_concrete or stochastic_gate; added to the loss as λ times the expected number of them in a step."
    )
  }

  var evaluation: Section {
    Section(
      "What is measured, and when.",
      [
        Field(
          "every", .plain(.integer(Limit.updates)), default: .number(100),
          "Updates from one measurement to the next."),
        Field(
          "modes", .distinctWords(MeasuredMode.words),
          default: .list([.text(EvaluationMode.native.rawValue)]),
          "How the network is read: its gates or, in `compressed`, the weights of input and forget gates."),
        Field("samples", .plain(.integer(Limit.samples)), "Rollouts of the mode `sample`, 16 by default."),
        Field(
          "compression", .sectionOrList(compression),
          "What the mode `compressed` does to the weights, {round: 0.2, clip: 0.4} by default; several with a label each are the modes compressed_LABEL."
        ),
        Field(
          "select", .plain(.text),
          "The split.mode.metric whose best update gives the final scores; without it the last update does."),
      ])
  }

  /// The robustness test of G2-LSTM (Li et al. 2018).
  private var compression: Section {
    Section(
      "What is done, in the order rank, round, clip, to each weight matrix of the input and forget gates.",
      [
        Field("round", .plain(.number(.positive)), "Weights become multiples of it, ties even ones."),
        Field("clip", .plain(.number(.positive)), "The largest magnitude of a weight."),
        Field(
          "rank", .plain(.integer(Bounds(1, Limit.hidden.maximum))),
          "The largest rank of a matrix, by singular value decomposition; below `network.hidden`."),
      ])
  }

  var telemetry: Section {
    Section(
      "What is recorded about the gates.",
      [
        Field("gates", .plain(.flag), default: .flag(false), "Whether gates.csv is written."),
        Field(
          "gradient_samples", .plain(.integer(Limit.samples)),
          "Gradients drawn anew, on the same batch, at every measured update: gates.csv gets their variance."),
      ])
  }

  var comparison: Section {
    Section(
      "Which axis is compared.",
      [
        Field("axis", .plain(.text), isRequired: true, "The axis."),
        Field("baseline", .axisValue, isRequired: true, "The value that the others are compared with."),
        Field("metric", .plain(.text), isRequired: true, "The split.mode.metric that is compared."),
      ])
  }
}
