import Catalog
import SequenceTasks
import Sequences

/// What is minimized, and the targets that it is for.
extension CellBuilder {
  /// The loss that the file names, which is none where it leaves the choice to Sluice.
  ///
  /// - Returns: `nil` where it cannot be made, which is then among the errors.
  mutating func namedLoss() -> (loss: KindSpecification<any Loss>?, Void)? {
    let settings: Settings
    switch Settings(self.settings)["training"].values["loss"] {
    case .text(let kind)?: settings = Settings(["kind": .text(kind)])
    case .map(let values)?: settings = Settings(values)
    default: return (nil, ())
    }
    return make("training.loss", settings, from: experiment.catalogs.losses).map { ($0, ()) }
  }

  /// The task with targets that a loss is for: counts, where the loss is one of counts and the task can give them.
  ///
  /// - Returns: `nil` where the task's data are no such targets, which is then among the errors.
  mutating func task(
    _ task: KindSpecification<any SequenceTask>, for loss: KindSpecification<any Loss>?
  ) -> KindSpecification<any SequenceTask>? {
    guard let loss else { return task }
    let targets = type(of: loss.value).targets
    guard !targets.contains(task.value.target) else { return task }
    do {
      for target in targets {
        if let other = try task.value.predicting(target) { return KindSpecification(task.parameters, other) }
      }
      return task
    } catch {
      fail("training.loss", "\(loss.kind) does not fit the data: \(error)")
      return nil
    }
  }

  /// What is minimized: what the file names or, of the losses that fit the task behind the read-out, the one that is made for
  /// that read-out, else the first.
  mutating func loss(
    _ named: KindSpecification<any Loss>?, _ task: any SequenceTask, readout: ReadoutKind
  ) -> KindSpecification<any Loss>? {
    guard experiment.format["training"]?.shape.section?["loss"] != nil else { return nil }
    let losses = experiment.catalogs.losses
    let fitting = losses.rows.compactMap { try? $0.specification() }.filter { loss in
      let type = type(of: loss.value)
      return type.targets.contains(task.target) && type.fits(readout)
    }
    if let named {
      let type = type(of: named.value)
      if !type.targets.contains(task.target) || !type.fits(readout) {
        fail(
          "training.loss",
          "\(named.kind) does not fit the task, whose targets are \(task.target.words), behind a \(readout.kind) "
            + "read-out; expected \(fitting.map(\.kind).joined(separator: " or "))")
      }
    }
    guard let loss = named ?? fitting.first(where: { type(of: $0.value).readout != nil }) ?? fitting.first
    else {
      fail("training.loss", "is missing; no loss of Sluice fits \(task.target.words) behind \(readout.kind)")
      return nil
    }
    var values = loss.parameters.values
    values["kind"] = .text(loss.kind)
    resolve("training", "loss", values.count == 1 ? .text(loss.kind) : .map(values))
    return loss
  }
}
