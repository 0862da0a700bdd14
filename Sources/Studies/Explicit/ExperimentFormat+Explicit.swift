import Catalog
import Planning
import Recurrence

/// The keys of numbers that a file spells out: weights, a read-out, a state.
extension ExperimentFormat {
  /// The network that training has, or one layer with given weights, and then with those of its read-out where there is one.
  func givenNetwork(withReadout hasReadout: Bool) -> Section {
    let replaced = Set(conventions(areWeightsGiven: true).map(\.name) + ["readout"])
    let given = Field("weights", .section(weights), "The weights, in place of drawn ones.")
    return Section(
      "The network, its weights drawn or given.",
      network.fields.filter { !replaced.contains($0.name) } + conventions(areWeightsGiven: true) + [given]
        + (hasReadout ? [givenReadout] : []))
  }

  /// A read-out that may come with given weights.
  private var givenReadout: Field {
    Field(
      "readout",
      .section(
        Section(
          "The read-out y = activation(W·h + b).",
          [
            Field("w", .matrix, "The weights, row by row; with given weights, and then needed."),
            Field(
              "b", .plain(.numbers(.finite, count: nil)), "The bias; with given weights, and then needed."),
            Field(
              "activation", .words(catalogs.readouts.kinds),
              "The activation; by default the one that fits the task."),
          ])), "The read-out.")
  }

  /// A matrix and its bias.
  var affine: [Field] {
    [
      Field(
        "w", .matrix, isRequired: true,
        "The weights, row by row: W·[x, h] or W·[h, x], as `concatenation` says."),
      Field("b", .plain(.numbers(.finite, count: nil)), isRequired: true, "The bias."),
    ]
  }

  /// Weights from a file, or of the blocks that the cell and its variant have.
  var weights: Section {
    let block =
      affine + [
        Field(
          "p", .plain(.numbers(.finite, count: nil)),
          "A gate's peephole weights, with `peepholes: true`."),
        Field(
          "r", .matrix,
          "A gate's weights on the input, forget and output gates of the previous step, with `variant: fgr`."
        ),
        Field(
          "u", .plain(.numbers(.finite, count: nil)),
          "What each unit makes of its own state, of a cell whose units see themselves alone."),
      ]
    let skip = Section(
      "What a skip rule that learns decides by: Δ = σ(w·m + b), m the cell, or the hidden state of a cell without one.",
      [
        Field(
          "w", .plain(.numbers(.finite, count: nil)), isRequired: true, "The weights, one for each unit."),
        Field("b", .plain(.number(.finite)), isRequired: true, "The bias."),
      ])
    return Section(
      "The weights: a file with all of them, or those of the one layer's blocks.",
      weightsFile(isRequired: false)
        + catalogs.cellNames { $0.biased.map(\.name) }.map { name, cells in
          let summary = "The block \(name), of \(cells.joined(separator: ", "))."
          return Field(
            name, .section(Section(summary, block)), "\(summary) Omitted where the variant has none.")
        } + [
          Field(
            "skip", .section(skip), "What decides on the next step, where `skip` names a rule that learns.")
        ])
  }

  /// h and c before the first step.
  var initial: Section {
    Section(
      "The state before the first step.",
      [
        Field("hidden", .plain(.numbers(.finite, count: nil)), "h of every layer before the first step."),
        Field("cell", .plain(.numbers(.finite, count: nil)), "c of every layer before the first step."),
      ])
  }
}
