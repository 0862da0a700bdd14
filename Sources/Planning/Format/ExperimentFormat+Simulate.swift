import Catalog
import Gating
import SequenceTasks
import Sequences

extension ExperimentFormat {
  var simulate: Section {
    Section(
      "A network that is run many times with different noise, without training.",
      head + [
        seed, generator,
        Field(
          "replicates", .plain(.integer(Limit.replicates)), default: .number(1),
          "Rollouts of every sequence, each with its own noise; they share the weights."),
        precision,
        Field(
          "task", kind(catalogs.tasks),
          "The source of the sequences; `inputs` may take its place."),
        Field("inputs", .matrix, "One explicit sequence in place of a task, one row for each time step."),
        Field(
          "initial", .section(initial),
          "The state of every layer before the first step; zeros if omitted."),
        Field(
          "network", .section(simulatedNetwork), isRequired: true, "The network, its weights drawn or given."),
        gates, noise, stateNoise,
        Field(
          "simulation", .section(simulation),
          "The sequences, and the trajectory that rollouts are compared with."),
        Field(
          "sweep", .axes, identifiesRuns: false,
          "The axes: for each a dotted path and its list of values; axes are crossed."),
      ])
  }

  /// The network that training has, without its read-out, and with the weights that a trace has.
  private var simulatedNetwork: Section {
    let replaced = Set(conventions(areWeightsGiven: true).map(\.name) + ["readout"])
    let given = traceNetwork["weights"].map {
      Field($0.name, $0.shape, "The weights of the one layer, in place of drawn ones.")
    }
    return Section(
      "The network, its weights drawn or given.",
      network.fields.filter { !replaced.contains($0.name) } + conventions(areWeightsGiven: true)
        + [given].compactMap(\.self))
  }

  private var simulation: Section {
    let trajectories = EvaluationMode.allCases.filter { !$0.isSampled }.map(\.rawValue)
    return Section(
      "The sequences, and the trajectory that rollouts are compared with.",
      [
        Field(
          "split", .words(Split.allCases.map(\.rawValue), absent: []), default: .text(Split.test.rawValue),
          "The split that the sequences are taken from."),
        Field(
          "sequences", .plain(.integer(Limit.sequences)),
          "The number of sequences, from the first on; by default all of the split."),
        Field(
          "every", .plain(.integer(Limit.updates)), default: .number(1),
          "gates.csv reports every this many steps."),
        Field(
          "trajectory", .words(trajectories, absent: []), default: .text(EvaluationMode.mean.rawValue),
          "The mode without draws whose cells and hidden states the rollouts are compared with."),
      ])
  }
}
