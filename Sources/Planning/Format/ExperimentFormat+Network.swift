import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence

extension ExperimentFormat {
  /// The order of columns matters to weights that are given, and to nothing that is trained.
  public func conventions(areWeightsGiven: Bool) -> [Field] {
    [
      Field(
        "concatenation", .words(Concatenation.allCases.map(\.rawValue)),
        default: .text(Concatenation.inputThenHidden.rawValue), identifiesRuns: areWeightsGiven,
        "The order of input and hidden state in explicit matrices, W·[x, h] or W·[h, x]; training does not depend on it."
      ),
      Field(
        "forget_convention", .words(ForgetConvention.allCases.map(\.rawValue)),
        default: .text(ForgetConvention.keep.rawValue),
        "Whether an open forget gate keeps or erases the cell."),
    ]
  }

  /// The network, its weights drawn.
  public var network: Section {
    let chrono = Section(
      "A bias drawn for the task's time scales (Tallec and Ollivier 2018).",
      [
        Field(
          "chrono", .plain(.integer(Bounds(2, 1e9))), isRequired: true,
          "The longest dependency T in steps: forget bias ln U([1, T − 1]), input bias its negative.")
      ])
    return Section(
      "The network.",
      [
        Field("hidden", .plain(.integer(Limit.hidden)), isRequired: true, "Units of each layer."),
        Field("layers", .plain(.integer(Limit.layers)), default: .number(1), "Stacked layers."),
        Field(
          "embedding", .plain(.integer(Limit.embedding)),
          "Learned numbers that layer 0 reads in the place of a symbol, before the step's own numbers; needed where a task's steps hold symbols, and for them alone. They start standard normal."
        ),
      ] + cellAndVariant + [
        skip,
        Field(
          "forget_bias", .numberOr(Bounds(-1e6, 1e6), chrono), default: .number(1),
          "The bias of the gate that decides what is kept, as the logit of keeping at the start: of an LSTM the forget gate's, 1 by default, negated under `forget_convention: erase`; of another cell left as `initializer` draws it by default."
        ),
        Field(
          "initializer", kind(catalogs.initializers),
          default: Self.settings(catalogs.initializers.descriptions, "uniform"),
          "The law of the initial weights."),
        Field(
          "readout",
          .section(
            Section(
              "The read-out y = activation(W·h + b).",
              [
                Field(
                  "activation", .words(catalogs.readouts.kinds),
                  "The activation; by default the one that fits the task.")
              ])), "The read-out."),
      ] + conventions(areWeightsGiven: false))
  }

  /// Which steps are taken.
  public var skip: Field {
    Field(
      "skip", kind(catalogs.skips),
      "Which steps a layer takes; in the others its states stay as they are (`sluice list skips`). Every step by default."
    )
  }

  /// Which cell, and which LSTM.
  public var cellAndVariant: [Field] {
    [
      Field(
        "cell", kind(catalogs.cells),
        "The recurrent cell (`sluice list cells`); lstm by default. `variant`, `peepholes` and `forget_convention` are the LSTM's."
      ),
      Field(
        "variant",
        .words(
          LSTMVariant.allCases.map(\.rawValue),
          instead: ["np": "the network without peepholes is `variant: vanilla` with `peepholes: false`"]),
        default: .text(LSTMVariant.vanilla.rawValue), "Which LSTM (`sluice list variants`)."),
      Field(
        "peepholes", .plain(.flag),
        "Whether gates see the cell: input and forget gate the previous one, the output gate the new one; false by default."
      ),
    ]
  }

  private var policy: Shape { kind(catalogs.policies) }

  /// The gate policies.
  public var gates: Field {
    Field(
      "gates",
      .section(
        Section(
          "The gate policies.",
          [Field("all", policy, "The policy of every gate that is not named.")]
            + catalogs.cellNames { $0.gates.map(\.name) }.map { name, cells in
              Field(name, policy, "The policy of the \(name) gate, of \(SpokenList.and(cells)).")
            } + [
              Field(
                "label", .plain(.text), identifiesRuns: false, "The label of this choice of gates in tables.")
            ])), "The gate policies; `sigmoid` everywhere by default.")
  }

  /// Which draws are shared.
  public var noise: Field {
    Field(
      "noise",
      .section(
        Section(
          "Which draws are shared.",
          [
            Field(
              "sharing", .words(NoiseSharing.allCases.map(\.rawValue)),
              default: .text(NoiseSharing.perStep.rawValue),
              "Whether each time step has its own draws, for gates and the masks of `state_noise` alike: under per_sequence what is held or dropped is so at every step."
            ),
            Field(
              "scope", .words(NoiseScope.allCases.map(\.rawValue)),
              default: .text(NoiseScope.unit.rawValue),
              "Whether each unit has its own draws, for gates and the masks of `state_noise` alike."),
          ])), "Which draws are shared.")
  }

  /// The noise on states.
  public var stateNoise: Field {
    Field(
      "state_noise", kind(catalogs.stateNoises),
      default: .map(["kind": .text("none")]),
      "Noise on cell, hidden state and inputs, beside the gates' own (`sluice list state_noise`).")
  }

  /// The backward rule.
  public var gradient: Field {
    Field(
      "gradient", kind(catalogs.gradients),
      default: .map(["kind": .text("auto")]), "The backward rule of gates that have no derivative.")
  }
}
