import Catalog
import Recurrence

extension ExperimentFormat {
  var trace: Section {
    Section(
      "A cell computed once from explicit numbers.",
      head + [
        Field("seed", .seed, default: .text("0"), "The root of every random draw."),
        generator,
        Field(
          "precision", .words(Precision.allCases.map(\.rawValue), absent: []),
          default: .text(Precision.float64.rawValue),
          "float64 is the reference engine."),
        Field("network", .section(traceNetwork), isRequired: true, "The cell and its weights."),
        gates, noise, stateNoise.withoutDefault,
        Field(
          "training", .section(Section("The backward rule of gates without a derivative.", [gradient])),
          "The backward rule."),
        Field("initial", .section(initial), "The state before the first step; zeros if omitted."),
        Field("inputs", .matrix, isRequired: true, "The inputs, one row for each time step."),
      ])
  }

  var traceNetwork: Section {
    let affine = [
      Field(
        "w", .matrix, isRequired: true,
        "The weights, row by row: W·[x, h] or W·[h, x], as `concatenation` says."),
      Field("b", .plain(.numbers(.finite, count: nil)), isRequired: true, "The bias."),
    ]
    let gate =
      affine + [
        Field(
          "p", .plain(.numbers(.finite, count: nil)),
          "The gate's peephole weights, with `peepholes: true`."),
        Field(
          "r", .matrix,
          "The gate's weights on the input, forget and output gates of the previous step, with `variant: fgr`."
        ),
      ]
    func block(_ name: String, _ summary: String) -> Field {
      Field(name, .section(Section(summary, gate)), "\(summary) Omitted where the variant has none.")
    }
    let weights = Section(
      "The weights of the gates and of the candidate.",
      [
        block("input", "The input gate."), block("forget", "The forget gate."),
        Field("candidate", .section(Section("The candidate.", affine)), isRequired: true, "The candidate."),
        block("output", "The output gate."),
      ])
    let readout = Section(
      "The output y = activation(W·h + b).",
      affine + [
        Field(
          "activation", .words(ReadoutActivation.allCases.map(\.rawValue), absent: []),
          default: .text(ReadoutActivation.linear.rawValue), "The activation.")
      ])
    return Section(
      "The cell and its weights.",
      [
        Field("input", .plain(.integer(Limit.input)), isRequired: true, "Width m of the input."),
        Field(
          "hidden", .plain(.integer(Limit.hidden)), isRequired: true, "Width n of cell and hidden state."),
      ] + variant.map(\.withoutDefault) + conventions(areWeightsGiven: true) + [
        Field("weights", .section(weights), isRequired: true, "The weights."),
        Field("readout", .section(readout), "The read-out; without it there is no output."),
      ])
  }

  var initial: Section {
    Section(
      "The state before the first step.",
      [
        Field("hidden", .plain(.numbers(.finite, count: nil)), "h before the first step."),
        Field("cell", .plain(.numbers(.finite, count: nil)), "c before the first step."),
      ])
  }
}
