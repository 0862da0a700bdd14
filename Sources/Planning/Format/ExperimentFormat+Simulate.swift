import Catalog
import Gating
import SequenceTasks

extension ExperimentFormat {
  var simulate: Section {
    Section(
      "A network that is run many times with different noise, and learns nothing.",
      head + [
        seed, generator,
        Field(
          "replicates", .plain(.integer(Limit.replicates)), default: .number(1),
          "Rollouts of every sequence, each with its own noise; they share the weights."),
        precision,
        Field(
          "task", kind(catalogs.tasks),
          "Where the sequences come from; in its place there can be `inputs`."),
        Field("inputs", .matrix, "One explicit sequence in place of a task, one row for each time step."),
        Field(
          "initial", .section(initial),
          "The state of every layer before the first step; zeros where it is left out."),
        Field(
          "network", .section(simulatedNetwork), isRequired: true, "The network, its weights drawn or given."),
        gates, noise, stateNoise,
        Field("simulation", .section(simulation), "Which sequences, and what rollouts are compared with."),
        Field(
          "sweep", .axes, identifiesRuns: false,
          "What varies: a dotted path and its list of values for each axis; axes are crossed."),
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
      "Which sequences are simulated, and what their rollouts are compared with.",
      [
        Field(
          "split", .words(Split.allCases.map(\.rawValue), absent: []), default: .text(Split.test.rawValue),
          "The part of the task's data that the sequences are taken from."),
        Field(
          "sequences", .plain(.integer(Limit.sequences)),
          "How many, from the first on; by default all of the split."),
        Field(
          "every", .plain(.integer(Limit.updates)), default: .number(1),
          "Steps from one that gates.csv tells of to the next: after `every` steps, after twice as many, …"),
        Field(
          "trajectory", .words(trajectories, absent: []), default: .text(EvaluationMode.mean.rawValue),
          "The reading of the gates without draws whose cells and hidden states rollouts deviate from."),
      ])
  }
}
