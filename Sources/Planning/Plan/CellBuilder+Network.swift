import Catalog
package import Recurrence
import SequenceTasks
package import Sequences

extension CellBuilder {
  mutating func network(_ task: any SequenceTask, _ cell: CellKind, named: KindSpecification<any Loss>?)
    -> NetworkSpecification?
  {
    let values = Settings(settings)["network"]
    let embedding = values.optionalInteger("embedding")
    let isRead = canRead(task, embedding)
    guard let readout = readout(values["readout"], task, named), isRead else { return nil }
    loss = loss(named, task, readout: readout)
    // Networks that are read are not drawn, and then nothing is said of how.
    let law =
      values["initializer"].values.isEmpty ? Settings(["kind": .text("uniform")]) : values["initializer"]
    let skip = skip()
    let initializer = make("network.initializer", law, from: experiment.catalogs.initializers)
    let bias = retentionBias(values, cell)
    guard let initializer, let skip, cell != .lstm || bias != nil else { return nil }
    // Only `true` is written down: files from before there were peepholes keep their ids.
    let peepholes = values.flag("peepholes")
    resolve("network", "peepholes", peepholes ? .flag(true) : nil)
    return NetworkSpecification(
      embedding: embedding, hidden: values.integer("hidden"), layers: values.integer("layers"),
      cell: cell, skip: skip, variant: values.variant,
      peepholes: peepholes,
      concatenation: values.optionalText("concatenation").flatMap(Concatenation.init) ?? .inputThenHidden,
      forgetConvention: values.choice("forget_convention"),
      readout: readout,
      outputsPerTarget: loss.map { $0.value.outputsPerTarget(of: task.target, width: task.outputWidth) }
        ?? task.outputsPerTarget,
      constants: loss.map { type(of: $0.value).hasConstants ? task.seriesCount : 0 } ?? 0,
      initializer: initializer, forgetBias: bias)
  }

  /// The cell; the LSTM's own keys are refused beside another.
  package mutating func cell() -> CellKind? {
    let values = Settings(settings)["network"]
    // Files from before there were other cells keep their ids: an LSTM is not written down.
    guard !values["cell"].values.isEmpty else { return .lstm }
    let cell = make("network.cell", values["cell"], from: experiment.catalogs.cells)
    guard let cell else { return nil }
    if cell == .lstm {
      resolve("network", "cell", nil)
      return cell
    }
    let before = errors.count
    for key in ["variant", "peepholes", "forget_convention"] where isGiven("network.\(key)") {
      fail("network.\(key)", "is of the LSTM, and the cell is \(cell.kind); leave it out")
    }
    return errors.count == before ? cell : nil
  }

  /// Which steps are taken.
  package mutating func skip() -> SkipKind? {
    let values = Settings(settings)["network"]
    // Files from before steps could be skipped keep their ids.
    guard !values["skip"].values.isEmpty else { return SkipKind.none }
    guard let skip = make("network.skip", values["skip"], from: experiment.catalogs.skips) else { return nil }
    if skip == .none {
      resolve("network", "skip", nil)
    } else if values.variant.seesGates {
      fail(
        "network.skip",
        "\(skip.kind) leaves states as they are, and gates of the variant \(values.variant.rawValue) see gates of the step before, which are none; take another variant"
      )
      return nil
    }
    return skip
  }

  /// What sets the bias of the gate that decides what is kept; `nil` for nothing, as where the file is silent and the cell is
  /// not an LSTM.
  private mutating func retentionBias(_ values: Settings, _ cell: CellKind)
    -> KindSpecification<any BiasInitializer>?
  {
    let chrono = values["forget_bias"].optionalNumber("chrono")
    if cell != .lstm, !isGiven("network.forget_bias") {
      resolve("network", "forget_bias", nil)
      return nil
    }
    if cell.value.structure.retention == nil {
      fail(
        "network.forget_bias",
        "is not used, because \(cell.kind) has no gate that decides what is kept; leave it out")
      return nil
    }
    let rule: [String: ParameterValue] =
      chrono.map { ["kind": .text("chrono"), "longest_dependency": .number($0)] }
      ?? ["kind": .text("constant"), "value": .number(values.optionalNumber("forget_bias") ?? 1)]
    return make("network.forget_bias", Settings(rule), from: experiment.catalogs.forgetBiases)
  }

  /// Whether there is an embedding where the task has symbols, and nowhere else.
  private mutating func canRead(_ task: any SequenceTask, _ embedding: Int?) -> Bool {
    switch (task.symbols, embedding) {
    case (0, _?):
      fail("network.embedding", "is for symbols, and the task's steps hold numbers alone; leave it out")
      return false
    case (1..., nil):
      fail(
        "network.embedding",
        "is missing; a step holds one of \(task.symbols) symbols, and a network reads each as a row of learned numbers: "
          + "expected how many, such as `embedding: 16`")
      return false
    default: return true
    }
  }

  /// The read-out of the file, or the first that fits the task and the loss that the file names.
  private mutating func readout(
    _ values: Settings, _ task: any SequenceTask, _ named: KindSpecification<any Loss>?
  ) -> ReadoutKind? {
    let fitting = experiment.catalogs.readouts.rows.compactMap { try? $0.specification() }.filter {
      type(of: $0.value).targets.contains(task.target)
    }
    var readout = fitting.first
    if let own = named.flatMap({ type(of: $0.value).readout }), fitting.contains(own) { readout = own }
    if let word = values.optionalText("activation") {
      readout = self.readout(named: word)
      if let readout, !fitting.contains(readout) {
        fail(
          "network.readout.activation",
          "\(word) does not fit the task, whose targets are \(task.target.words); "
            + "expected \(fitting.map(\.kind).joined(separator: " or "))")
      }
    }
    var resolved = values.values
    resolved["activation"] = (readout?.kind).map { .text($0) }
    resolve("network", "readout", .map(resolved))
    return readout
  }

  /// The read-out of a name that the format admits.
  package mutating func readout(named word: String) -> ReadoutKind? {
    make(
      "network.readout.activation", Settings(["kind": .text(word)]), from: experiment.catalogs.readouts)
  }
}
