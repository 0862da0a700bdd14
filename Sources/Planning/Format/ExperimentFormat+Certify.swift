import Catalog
import Estimation
import Recurrence
import SequenceTasks
import Sequences

extension ExperimentFormat {
  var certify: Section {
    Section(
      "Gradient rules, held against the exact gradient of a small network.",
      head + [
        seed, generator,
        Field(
          "task", kind(catalogs.tasks), isRequired: true,
          "Where the sequences and their targets come from."),
        Field(
          "network", .section(certifiedNetwork), isRequired: true, "The network, its weights drawn or given."),
        gates, noise, stateNoise,
        Field(
          "training", .section(Section("What is differentiated, and how.", [gradient, loss, gatePenalty])),
          "What is differentiated, and how."),
        Field(
          "certify", .section(certification), "Which gradient is the truth, and how many estimates are made."),
        Field(
          "sweep", .axes, identifiesRuns: false,
          "What varies: a dotted path and its list of values for each axis; axes are crossed."),
      ])
  }

  /// The network that training has, or one layer with the weights and the read-out that a trace has.
  private var certifiedNetwork: Section {
    let replaced = Set(conventions(areWeightsGiven: true).map(\.name) + ["readout"])
    let given = traceNetwork["weights"].map {
      Field($0.name, $0.shape, "The weights of the one layer, in place of drawn ones.")
    }
    let readout = Field(
      "readout",
      .section(
        Section(
          "The read-out y = activation(W·h + b).",
          [
            Field("w", .matrix, "The weights, row by row; with given weights, and then needed."),
            Field(
              "b", .plain(.numbers(.finite, count: nil)), "The bias; with given weights, and then needed."),
            Field(
              "activation", .words(ReadoutActivation.allCases.map(\.rawValue), absent: []),
              "The activation; by default the one that fits the task."),
          ])), "The read-out.")
    return Section(
      "The network, its weights drawn or given.",
      network.fields.filter { !replaced.contains($0.name) } + conventions(areWeightsGiven: true)
        + [given, readout].compactMap(\.self))
  }

  private var certification: Section {
    Section(
      "Which gradient is the truth, and how many estimates are made.",
      [
        Field(
          "reference", .words(ObjectiveReference.allCases.map(\.rawValue), absent: []),
          default: .text(ObjectiveReference.bernoulli.rawValue),
          "bernoulli: every gate that draws or jumps is drawn 0 or 1, all outcomes are visited; own: the gates' own law, "
            + "by quadrature over its draws."),
        Field(
          "samples", .plain(.integer(Bounds(2, 1_000_000_000))), default: .number(10_000),
          "Estimates, each with its own noise."),
        Field(
          "examples", .plain(.integer(Bounds(1, 4096))), default: .number(1),
          "Training examples in the batch, from the first on."),
        Field(
          "nodes", .plain(.integer(Bounds(3, 256))),
          "Nodes of the quadrature in each smooth piece of a draw, for the reference `own`; 32 by default, more where a law is steep."
        ),
      ])
  }
}
