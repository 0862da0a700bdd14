import Statistics

/// The tables of a results folder, but for `trace.csv`.
package enum TableSchemas {
  private typealias Column = TableSchema.Column

  /// One row a run.
  package static func runs(axes: [String], scores: [String]) -> TableSchema {
    TableSchema(
      "runs", "One row for every run, with its final scores.",
      [run, cell, replicate] + axes.map(axis) + [
        Column("status", .string, "completed, or diverged: some loss was not finite."),
        Column("updates", .integer, "Updates of the parameters that were made."),
        Column(
          "selected_update", .integer, "The update whose scores are final; empty for a diverged run.",
          isOptional: true),
      ]
        + scores.map {
          Column($0, .number, "Final score, split.mode.metric; empty for a diverged run.", isOptional: true)
        })
  }

  /// One row a measured score.
  package static let measurements = TableSchema(
    "measurements", "One row for every score measured while a run trained, and for every floor.",
    [
      run, cell, replicate,
      Column(
        "update", .integer, "Updates made before; empty for floors, which learn nothing.", isOptional: true),
      split,
      Column(
        "mode", .string,
        "How gates were read; `training` for means over the batches since the last measurement; the name of a floor."
      ),
      Column(
        "metric", .string,
        "The score's name; of `training` loss and, beside it and in the same units, gate_penalty, what open gates were charged."
      ),
      Column("value", .number, "The score."),
      Column(
        "standard_error", .number, "Monte-Carlo standard error, for modes with rollouts.", isOptional: true),
    ])

  /// One row a gate statistic.
  package static let gates = TableSchema(
    "gates", "One row for every statistic of gates and states.",
    [
      run, cell, replicate,
      Column("update", .integer, "Updates made before."), split,
      Column("mode", .string, "How gates were read; `training` for gradients."),
      Column("layer", .integer, "The layer, from 0; empty for the whole network.", isOptional: true),
      Column("quantity", .string, "input, forget, output, cell, hidden, cell_gradient or gradient."),
      Column("step", .integer, "The time step, from 0; empty where pooled over time.", isOptional: true),
      Column(
        "statistic", .string,
        "mean, variance, minimum, maximum; of gates open_rate (share above 0.5), switching_rate (share of steps that cross "
          + "0.5), dwell_on and dwell_off (mean steps on one side of 0.5, with spells that the end cuts off), bin_00 to "
          + "bin_19 (shares of twentieths of 0 to 1); of their probabilities, the means given the pre-activations, "
          + "entropy (bits), saturation (share outside 0.05 to 0.95), half_life (steps of mean log-retention that make "
          + "a half); of simulated forget gates survival (share kept since before step 0) and median_lifetime (steps until "
          + "it is a half); of simulated states deviation (root mean square from the trajectory without draws); gap and absolute_gap (of the mean of the training law and what is read, at the same pre-activations; the "
          + "mean difference, signed and without sign); norm; of gradients drawn anew on the same batch mean_norm (of their "
          + "mean) and variance (summed over parameters)."
      ),
      Column("value", .number, "The statistic."),
      Column("theory", .number, "What theory gives for it, where there is a closed form.", isOptional: true),
    ])

  /// One row a cell and score.
  package static func summary(axes: [String]) -> TableSchema {
    TableSchema(
      "summary", "One row for every cell and final score, and for every floor, over replicates.",
      [cell] + axes.map(axis) + [split, mode, metric] + Summary.columns.map(statistic))
  }

  /// One row a comparison.
  package static func comparisons(otherAxes: [String]) -> TableSchema {
    TableSchema(
      "comparisons",
      "One row for every candidate against the baseline, final score and value of the other axes.",
      otherAxes.map(axis) + [split, mode, metric] + [
        Column("baseline", .string, "The value of the compared axis that others are compared with."),
        Column("candidate", .string, "The value of the compared axis that is compared."),
      ] + PairedComparison.columns.map(statistic))
  }

  /// One row a parameter of a certified gradient rule.
  package static func certificate(axes: [String]) -> TableSchema {
    TableSchema(
      "certificate",
      "One row for every parameter of every certified cell, and one more for the whole gradient.",
      [cell] + axes.map(axis) + [
        Column(
          "parameter", .string,
          "The parameter, block[row][column], or `all`: then exact, mean and bias are Euclidean norms, variance is a sum."
        ),
        Column(
          "reference", .string,
          "Whose gradient is the exact one: bernoulli, the network whose gates are drawn 0 or 1; own, the gates' own law."
        ),
        Column(
          "exact_by", .string,
          "What the exact derivative is made of: values, differences of the expected loss; slopes_checked, the gates' slopes, held against their values first."
        ),
        Column("samples", .integer, "Estimates, each with its own noise."),
        Column("exact", .number, "The exact derivative of the expected loss."),
        Column(
          "exact_error", .number,
          "A bound of the exact derivative's error; in the row `all` the Euclidean norm of the bounds."),
        Column("mean", .number, "The mean of the estimates."),
        Column("bias", .number, "mean − exact."),
        Column("bias_se", .number, "The standard error of the bias, √(variance/samples)."),
        Column("variance", .number, "The variance of one estimate."),
        Column("evaluations", .number, "Evaluations of the loss in one estimate."),
        Column("draws", .number, "Uniforms in one estimate."),
        Column(
          "cosine", .number,
          "The cosine between mean and exact gradient, in the row `all`; empty where a gate jumps without a draw.",
          isOptional: true),
      ])
  }

  /// One row a run; volatile.
  package static let timings = TableSchema(
    "timings", "What each run cost. Volatile: every making of the same results has others.",
    [
      run,
      Column("wall_seconds", .number, "Seconds by the clock."),
      Column("cpu_seconds", .number, "Seconds of processor time."),
    ])

  private static let run = Column(
    "run_id", .string, "The run: a hash of everything that can change its result.")
  private static let cell = Column(
    "cell_id", .string, "The cell of the sweep: the run but for its replicate.")
  private static let replicate = Column("replicate", .integer, "The replicate, from 0.")
  private static let split = Column(
    "split", .string, "The part of the data: train, validation or test; inputs for an explicit sequence.")
  private static let mode = Column("mode", .string, "How gates were read, or the name of a floor.")
  private static let metric = Column("metric", .string, "The score's name.")

  private static func axis(_ path: String) -> Column {
    Column(path, .string, "Axis of the sweep: the value of this key of the experiment.")
  }

  private static func statistic(_ column: StatisticColumn) -> Column {
    Column(column.name, column.isInteger ? .integer : .number, column.description, isOptional: true)
  }
}
