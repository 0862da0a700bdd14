import Catalog

extension ExperimentFormat {
  /// What is tuned before the comparison.
  public var tune: Field {
    Field(
      TuningSettings.key,
      .section(
        Section(
          "Settings that are chosen for each cell of the sweep before it runs, each cell with the same budget.",
          [
            Field(
              "axes", .tunedAxes, isRequired: true,
              "The tuned keys: for each a dotted path and the values that it may have, as a list or a range. All cells try the same settings. Keys below `network`, `gates`, `noise`, `state_noise` and those of `training` that are no part of the budget can be tuned; one may lie inside the values of an axis of the sweep."
            ),
            Field(
              "search", .words(TuningSettings.Search.allCases.map(\.rawValue)),
              default: .text(TuningSettings.Search.random.rawValue),
              "random: settings are drawn, each key apart from the others; grid: all combinations."),
            Field(
              "samples", .plain(.integer(Self.tunedSamples)),
              "Settings that a random search tries, all of them different; needed by it, and a grid has none."
            ),
            Field(
              "by", .plain(.text), isRequired: true,
              "The split.mode.metric that settings are chosen by, of the validation split: the best mean over the tuning replicates, of ties the earliest; settings with a diverged run or an undefined score come last."
            ),
            Field(
              "replicates", .plain(.integer(Bounds(1, 10_000))), default: .number(1),
              "Runs of each setting; their weights, order, noise and generated data are none of the comparison's."
            ),
            Field(
              "repeat", .words(TuningSettings.Repetition.allCases.map(\.rawValue)),
              default: .text(TuningSettings.Repetition.once.rawValue),
              "once: one choice for all replicates, and the comparison holds at these settings; per_replicate: for each replicate of the comparison a search of its own, so that it holds for tuning and training together."
            ),
          ])),
      identifiesRuns: false, "Settings chosen before the comparison.")
  }

  static let tunedSamples = Bounds(2, 10_000)

  /// A range of a tuned key.
  static var tunedRange: Section {
    let ends = Bounds(-1e300, 1e300)
    return Section(
      "A range of numbers.",
      [
        Field("from", .plain(.number(ends)), isRequired: true, "The smallest number."),
        Field("to", .plain(.number(ends)), isRequired: true, "The largest number."),
        Field(
          "scale", .words(TunedRange.Scale.allCases.map(\.rawValue)),
          default: .text(TunedRange.Scale.linear.rawValue), "Whether numbers or their logarithms lie evenly."),
        Field(
          "points", .plain(.integer(Bounds(2, 1000))),
          "Numbers that a grid takes, the ends among them; needed by it, and a random search has none."),
      ])
  }
}
