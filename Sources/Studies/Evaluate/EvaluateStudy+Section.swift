import Catalog
public import Planning

extension EvaluateStudy {
  /// The networks, what they read, how they are read, and what is compared.
  public static func section(_ format: ExperimentFormat) -> Section {
    Section(
      "Trained networks that are read again.",
      [
        Field(
          ReadNetworks.key, .plain(.file), isRequired: true,
          "The networks: a results folder whose runs saved their weights, or one safetensors file. Replicates and, as columns networks.PATH, axes are those of the folder."
        ),
        format.seed, format.generator, format.precision,
        Field("task", format.kind(format.catalogs.tasks), isRequired: true, "What the networks read."),
        Field(
          "network", .section(format.readNetwork),
          "The shape of the networks, where their files do not say it: those that Sluice saved do."),
        format.gates, format.noise, format.stateNoise,
        Field(
          "training",
          .section(Section("What the networks were trained for.", [format.loss])),
          "What the outputs mean: networks that were trained by a likelihood of counts or for quantiles are read as such."
        ),
        Field("evaluation", .section(format.evaluation.without(["every", "select"])), "The measurements."),
        Field("telemetry", .section(format.readTelemetry), "Gate statistics and single units."),
        format.sweep,
        Field(
          "compare", .section(format.comparison), identifiesRuns: false,
          "The comparison: axis, baseline and metric."),
      ])
  }
}

extension ExperimentFormat {
  /// The telemetry of networks that are read: no gradients, and no updates to choose.
  fileprivate var readTelemetry: Section {
    let kept = telemetry.without(["gradient_samples", "units"])
    return Section(kept.summary, kept.fields + [units(withUpdates: false)])
  }

  /// The keys that a network has which is neither drawn nor trained.
  fileprivate var readNetwork: Section {
    let shape = network.without(["initializer", "forget_bias", "concatenation"])
    let names = Section("How the names in the files are meant.", weightsNames)
    return Section(
      shape.summary,
      shape.fields + [Field("weights", .section(names), "How the names in the networks' files are meant.")])
  }
}
