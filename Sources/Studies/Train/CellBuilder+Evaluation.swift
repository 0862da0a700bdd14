import Catalog
import Gating
import Planning
import SequenceTasks
import Sequences

extension CellBuilder {
  mutating func evaluation(_ task: any SequenceTask) -> EvaluationSpecification? {
    for metric in task.metrics where !metric.targets.contains(task.target) {
      fail(
        "task",
        "the metric \(metric.name) is not defined for the task's targets, which are \(task.target.words)"
      )
    }
    let values = Settings(settings)["evaluation"]
    let modes = modes(values)
    let samples = values.optionalInteger("samples")
    if modes.contains(where: \.gates.isSampled) {
      resolve("evaluation", "samples", .number(Double(samples ?? EvaluationSpecification.usualSamples)))
    } else if samples != nil {
      fail("evaluation.samples", "is used by the mode sample alone, which is not among evaluation.modes")
    }
    var select: MetricPath?
    if let text = values.optionalText("select") {
      select = metric(text, "evaluation.select", modes, task, splits: [.validation])
      if select == nil { return nil }
    }
    if case .scalar(let text, _)? = root.node(at: "compare.metric")?.content {
      _ = metric(text, "compare.metric", modes, task, splits: Split.scored)
    }
    return EvaluationSpecification(
      every: values.integer("every"), modes: modes, samples: samples ?? EvaluationSpecification.usualSamples,
      select: select)
  }

  /// A `split.mode.metric` that this cell measures.
  mutating func metric(
    _ text: String, _ path: String, _ modes: [MeasuredMode], _ task: any SequenceTask, splits: [Split]
  ) -> MetricPath? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else {
      fail(
        path,
        "found '\(text)'; expected split.mode.metric, such as \(splits[0].rawValue).\(modes.first?.name ?? "native").\(task.metricNames.first ?? "loss")"
      )
      return nil
    }
    if path == "evaluation.select", parts[0] == "test" {
      fail(
        path,
        "found '\(text)', but choosing by the test split would spoil the test; expected \(splits[0].rawValue)"
      )
      return nil
    }
    func one(of words: [String], _ found: String, _ what: String) -> Bool {
      if words.contains(found) { return true }
      fail(
        path,
        "found the \(what) '\(found)' in '\(text)'\(NearestName.hint(for: found, among: words)); "
          + "expected \(words.joined(separator: " or "))")
      return false
    }
    guard one(of: splits.map(\.rawValue), parts[0], "split"),
      one(of: modes.map(\.name), parts[1], "mode"),
      one(of: task.metricNames, parts[2], "metric"), let split = Split(rawValue: parts[0])
    else { return nil }
    if task.count(split) == 0 {
      fail(path, "found '\(text)', but the task has no \(split.rawValue) examples")
      return nil
    }
    return MetricPath(split: split, mode: parts[1], metric: parts[2])
  }
}
