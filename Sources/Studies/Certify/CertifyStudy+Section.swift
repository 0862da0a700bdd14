import Catalog
import Estimation
public import Planning

extension CertifyStudy {
  /// Task, network with drawn or given weights, what is differentiated, and what is the truth.
  public static func section(_ format: ExperimentFormat) -> Section {
    Section(
      "Gradient rules, held against the exact gradient of a small network.",
      [
        format.seed, format.generator,
        Field(
          "task", format.kind(format.catalogs.tasks), isRequired: true,
          "Where the sequences and their targets come from."),
        Field(
          "network", .section(format.givenNetwork(withReadout: true)), isRequired: true,
          "The network, its weights drawn or given."),
        format.gates, format.noise, format.stateNoise,
        Field(
          "training",
          .section(
            Section(
              "What is differentiated, and how.",
              [format.gradient, format.loss, format.classWeights, format.gatePenalty])),
          "What is differentiated, and how."),
        Field(
          "certify", .section(format.certification),
          "Which gradient is the truth, and how many estimates are made."),
        format.sweep,
      ])
  }
}

extension ExperimentFormat {
  fileprivate var certification: Section {
    Section(
      "Which gradient is the truth, and how many estimates are made.",
      [
        Field(
          "reference", .words(ObjectiveReference.allCases.map(\.rawValue)),
          default: .text(ObjectiveReference.bernoulli.rawValue),
          "bernoulli: every gate that draws or jumps is drawn 0 or 1, all outcomes are visited; own: the gates' own law, "
            + "by quadrature over its draws; exact: Bernoulli gates in closed form at any length, of one layer of a cell like "
            + "min_gru, with a squared loss and linear outputs."),
        Field(
          "samples", .plain(.integer(Bounds(2, 1_000_000_000))), default: .number(10_000),
          "Estimates, each with its own noise."),
        Field(
          "examples", .plain(.integer(Bounds(1, 4096))), default: .number(1),
          "Training examples in the batch, from the first on."),
        Field(
          "nodes", .plain(.integer(Bounds(3, 256))),
          "Nodes of the quadrature in each smooth piece of a draw, for the reference `own`; \(CertifyStudy.usualNodes) by default, more where a law is steep."
        ),
      ])
  }
}
