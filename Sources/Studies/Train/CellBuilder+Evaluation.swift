import Catalog
import Gating
import Planning
import Recurrence
import SequenceTasks
import Sequences

extension CellBuilder {
  mutating func evaluation(_ task: any SequenceTask, _ network: NetworkSpecification)
    -> EvaluationSpecification?
  {
    let values = Settings(settings)["evaluation"]
    let modes = modes(values)
    let forecast = loss?.value.forecast ?? .number
    let metrics = metrics(task, forecast, values.optionalTexts("metrics") ?? [])
    let by = groupings(task, values.optionalTexts("by") ?? [])
    let predictions = (values.optionalTexts("predictions") ?? []).compactMap(Split.init)
    for split in predictions where task.count(split) == 0 {
      fail("evaluation.predictions", "the task has no \(split.rawValue) examples")
    }
    let samples = values.optionalInteger("samples")
    if modes.contains(where: \.gates.isSampled) {
      resolve("evaluation", "samples", .number(Double(samples ?? EvaluationSpecification.usualSamples)))
    } else if samples != nil {
      fail(
        "evaluation.samples",
        "is used by the modes sample and draw alone, which are not among evaluation.modes")
    }
    func specification(_ select: MetricPath?) -> EvaluationSpecification {
      EvaluationSpecification(
        every: values.optionalInteger("every") ?? 1, modes: modes,
        samples: samples ?? EvaluationSpecification.usualSamples, metrics: MetricList(metrics),
        countsSteps: network.skip != .none, by: by,
        predictions: predictions,
        select: select)
    }
    let scores = { (mode: MeasuredMode) in
      specification(nil).scores(forecast, task, mode: mode).map(\.name)
    }
    var select: MetricPath?
    if let text = values.optionalText("select") {
      select = metric(text, "evaluation.select", modes, task, splits: [.validation], scores)
      if select == nil { return nil }
    }
    if case .scalar(let text, _)? = root.node(at: "compare.metric")?.content {
      _ = metric(text, "compare.metric", modes, task, splits: Split.scored, scores)
    }
    if case .scalar(let text, _)? = root.node(at: "tune.by")?.content {
      _ = metric(text, "tune.by", modes, task, splits: [.validation], scores)
    }
    return specification(select)
  }

  /// The metrics of the task, and those that the file adds.
  private mutating func metrics(_ task: any SequenceTask, _ forecast: Forecast, _ names: [String])
    -> [any Metric.Type]
  {
    let own = task.metrics(for: forecast)
    for metric in own where !metric.targets.contains(task.target) {
      fail(
        "task",
        "the metric \(metric.name) is not defined for the task's targets, which are \(task.target.words)"
      )
    }
    let readings: [RolloutReading] = [.once, .together, .each]
    let added = names.compactMap { try? experiment.catalogs.metrics.make($0) }.filter { metric in
      !own.contains { $0 == metric }
    }
    for metric in added
    where !metric.targets.contains(task.target)
      || !readings.contains(where: { metric.isDefined(for: forecast, $0) })
    {
      fail(
        "evaluation.metrics",
        "\(metric.name) is not defined for forecasts of \(loss?.kind ?? "this task"), whose targets are "
          + "\(task.target.words)")
    }
    return own + added
  }

  /// The groupings that the file names.
  private mutating func groupings(_ task: any SequenceTask, _ names: [String]) -> [String] {
    let known = task.allGroupings.map(\.name)
    for (place, name) in names.enumerated() {
      if names[..<place].contains(name) {
        fail("evaluation.by[\(place)]", "'\(name)' appears twice; list it once")
      } else if !known.contains(name) {
        let rest =
          known.isEmpty
          ? "the task's targets have no groups" : "expected \(known.joined(separator: " or "))"
        fail(
          "evaluation.by[\(place)]",
          "found '\(name)'\(NearestName.hint(for: name, among: known)); \(rest)")
      }
    }
    return names
  }

  /// A `split.mode.metric` that this cell measures.
  mutating func metric(
    _ text: String, _ path: String, _ modes: [MeasuredMode], _ task: any SequenceTask, splits: [Split],
    _ scores: (MeasuredMode) -> [String]
  ) -> MetricPath? {
    let parts = MetricPath.parts(text)
    guard parts.count == 3 else {
      fail(
        path,
        "found '\(text)'; expected split.mode.metric, such as \(splits[0].rawValue).\(modes.first?.name ?? "native").\(modes.first.flatMap { scores($0).first } ?? "loss")"
      )
      return nil
    }
    if parts[0] == Split.test.rawValue, !splits.contains(.test) {
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
      let mode = modes.first(where: { $0.name == parts[1] }), one(of: scores(mode), parts[2], "metric"),
      let split = Split(rawValue: parts[0])
    else { return nil }
    if task.count(split) == 0 {
      fail(path, "found '\(text)', but the task has no \(split.rawValue) examples")
      return nil
    }
    return MetricPath(split: split, mode: parts[1], metric: parts[2])
  }
}
