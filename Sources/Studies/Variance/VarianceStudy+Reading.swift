import Catalog
public import Planning
import RandomStreams
public import SequenceTasks
import Sequences

extension VarianceStudy {
  /// Reads what a training has, and the scores whose variance is split.
  public init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification) {
    guard let training = TrainStudy(&cell, task, network) else { return nil }
    let before = cell.errors.count
    let metrics = cell.varianceMetrics(training.evaluation, task)
    cell.checkPairs()
    guard cell.errors.count == before else { return nil }
    self.training = training
    self.metrics = metrics
    purposes = StreamMixture.purposes(drawsData: task.isGenerated)
  }
}

extension CellBuilder {
  /// The scores that `variance.metrics` names.
  fileprivate mutating func varianceMetrics(_ evaluation: EvaluationSpecification, _ task: any SequenceTask)
    -> [MetricPath]
  {
    let texts = Settings(settings)["variance"].optionalTexts("metrics") ?? []
    let forecast = loss?.value.forecast ?? .number
    var metrics: [MetricPath] = []
    if texts.isEmpty { fail("variance.metrics", "is empty; expected at least one split.mode.metric") }
    for (place, text) in texts.enumerated() {
      let path = "variance.metrics[\(place)]"
      let found = metric(text, path, evaluation.modes, task, splits: Split.scored) { mode in
        evaluation.scores(forecast, task, mode: mode).map(\.name)
      }
      guard let found else { continue }
      if metrics.contains(found) { fail(path, "'\(text)' appears twice; list it once") }
      metrics.append(found)
    }
    return metrics
  }

  /// Refuses base pairs for whose two replicates the generator has no streams.
  fileprivate mutating func checkPairs() {
    guard let generator = generator(), 2 * experiment.replicates > generator.maximumReplicates else { return }
    fail(
      "generator",
      "\(generator.name) has streams for \(generator.maximumReplicates) replicates, and \(experiment.replicates) base pairs have two each; \(Generator.philox.name) has them for all"
    )
  }
}
