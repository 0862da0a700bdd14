import Catalog
import Gating
public import Planning
import SequenceTasks
import Sequences

extension SimulateStudy {
  /// Task or inputs, network with drawn or given weights, and what is simulated.
  public static func section(_ format: ExperimentFormat) -> Section {
    Section(
      "A network that is run many times with different noise, without training.",
      [
        format.seed, format.generator,
        Field(
          "replicates", .plain(.integer(ExperimentFormat.Limit.replicates)), default: .number(1),
          "Rollouts of every sequence, each with its own noise; they share the weights."),
        format.precision,
        Field(
          "task", format.kind(format.catalogs.tasks),
          "The source of the sequences; `inputs` may take its place."),
        format.inputs("One explicit sequence in place of a task, one row for each time step."),
        Field(
          "initial", .section(format.initial),
          "The state of every layer before the first step; zeros if omitted."),
        Field(
          "network", .section(format.givenNetwork(withReadout: false)), isRequired: true,
          "The network, its weights drawn or given."),
        format.gates, format.noise, format.stateNoise,
        Field(
          "simulation", .section(format.simulation),
          "The sequences, and the trajectory that rollouts are compared with."),
        Field("telemetry", .section(format.simulatedTelemetry), "Single units."),
        format.sweep,
      ])
  }
}

extension ExperimentFormat {
  fileprivate var simulation: Section {
    let trajectories = EvaluationMode.allCases.filter { !$0.isSampled }.map(\.rawValue)
    return Section(
      "The sequences, and the trajectory that rollouts are compared with.",
      [
        Field(
          "split", .words(Split.allCases.map(\.rawValue)), default: .text(Split.test.rawValue),
          "The split that the sequences are taken from."),
        Field(
          "sequences", .plain(.integer(Limit.sequences)),
          "The number of sequences, from the first on; by default all of the split."),
        Field(
          "every", .plain(.integer(Limit.updates)), default: .number(1),
          "gates.csv reports every this many steps."),
        Field(
          "trajectory", .words(trajectories), default: .text(EvaluationMode.mean.rawValue),
          "The mode without draws whose cells and hidden states the rollouts are compared with."),
      ])
  }
}
