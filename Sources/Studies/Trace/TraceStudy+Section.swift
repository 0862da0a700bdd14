import Catalog
public import Planning
import Recurrence
import Sequences

extension TraceStudy {
  /// A network with its weights, the state before the first step, and the inputs.
  public static func section(_ format: ExperimentFormat) -> Section {
    Section(
      "A cell computed once from explicit numbers.",
      [
        Field("seed", .seed, default: .text("0"), "The root of every random draw."),
        format.generator,
        Field(
          "precision", .words(Precision.allCases.map(\.rawValue)), default: .text(Precision.float64.rawValue),
          "float64 is the reference engine."),
        Field("network", .section(format.tracedNetwork), isRequired: true, "The cell and its weights."),
        format.gates, format.noise, format.stateNoise.withoutDefault,
        Field(
          "training",
          .section(Section("The backward rule of gates without a derivative.", [format.gradient])),
          "The backward rule."),
        Field("initial", .section(format.initial), "The state before the first step; zeros if omitted."),
        format.inputs(isRequired: true, "The inputs, one row for each time step."),
      ])
  }
}

extension ExperimentFormat {
  fileprivate var tracedNetwork: Section {
    let readout = Section(
      "The output y = activation(W·h + b).",
      [
        Field("w", .matrix, "The weights, row by row; needed but where the weights come from a file."),
        Field(
          "b", .plain(.numbers(.finite, count: nil)),
          "The bias; needed but where the weights come from a file."),
        Field(
          "activation", .words(catalogs.readouts.kinds),
          default: .text(ReadoutKind.linear.kind), "The activation."),
      ])
    return Section(
      "The cell and its weights.",
      [
        Field("input", .plain(.integer(Limit.input)), isRequired: true, "Width m of the input."),
        Field(
          "hidden", .plain(.integer(Limit.hidden)), isRequired: true, "Width n of cell and hidden state."),
        Field(
          "layers", .plain(.integer(Limit.layers)),
          "Stacked layers, 1 by default; the weights of several come from a file."),
      ] + (cellAndVariant + [skip]).map(\.withoutDefault) + conventions(areWeightsGiven: true) + [
        Field("weights", .section(weights), isRequired: true, "The weights."),
        Field(
          "readout", .section(readout),
          "The read-out; without it, and without a file that has one, there is no output."),
      ])
  }
}
