public import DataReading
public import Sequences

extension SequencesTask {
  /// Of classes `accuracy`, `balanced_accuracy`, `cross_entropy` and `macro_f1`; of bits `accuracy` and `cross_entropy`; of numbers `rmse`,
  /// `mae` and `pearson`, in the data's own units.
  public var metrics: [any Metric.Type] {
    switch kind {
    case .class: [Accuracy.self, BalancedAccuracy.self, CrossEntropy.self, MacroF1.self]
    case .bits: [Accuracy.self, CrossEntropy.self]
    case .number: NumberForecasts.metrics
    }
  }

  /// Of numbers the metrics of forecasts of numbers, and of quantiles `pinball`, `wis` and `coverage`.
  public func metrics(for forecast: Forecast) -> [any Metric.Type] {
    guard case .quantiles(let levels) = forecast else { return metrics }
    let all: [any Metric.Type] = [PinballScore.self, WeightedIntervalScore.self, IntervalCoverage.self]
    return (forecast.point == nil ? [] : metrics)
      + all.filter { $0.isDefined(for: .quantiles(levels), .once) }
  }

  /// The classes, each with its targets among training sequences.
  public var classes: [TargetClass] {
    guard case .classes(let names, let places) = data.targets else { return [] }
    var counts = Array(repeating: 0, count: names.count)
    for index in data.targetIndices(of: division.train) { counts[Int(places[index])] += 1 }
    return zip(names, counts).map { TargetClass($0, trainingCount: $1) }
  }

  /// Forecasts that learn nothing: of classes and bits those of ``Floor/classes(_:_:)``; of numbers `training_mean`, the mean over
  /// training, and at every step `previous`, the sequence's last known target before the step, at first the mean.
  public var floors: [Floor] { floors(for: .number) }

  /// The same, of quantiles with the spread that each forecast's errors have over training.
  public func floors(for forecast: Forecast) -> [Floor] {
    guard case .numbers(let numbers) = data.targets else { return Floor.classes(classes, placement) }
    let training = data.targetIndices(of: division.train).map { numbers[$0] }
    let mean = training.reduce(0, +) / Double(training.count)
    if kind == .bits { return Floor.bits(ones: [mean], placement) }
    let previous: @Sendable (Int) -> Double = { self.previous($0, or: mean) }
    var naive: [(String, @Sendable (Int) -> Double)] = [("training_mean", { _ in mean })]
    if data.isEveryStep { naive.append(("previous", previous)) }
    return naive.flatMap { mode, value -> [Floor] in
      let prediction: Floor.Prediction = { rows, split in targetIndices(of: rows, split).map(value) }
      let residuals = Residuals(data.targetIndices(of: division.train).map { numbers[$0] - value($0) })
      return [Floor(mode, forecast: prediction)]
        + Floor.spread(mode, for: forecast, value: prediction) { _, _ in residuals }
    }
  }

  /// The last known number of a sequence before a step; where there is none, another.
  private func previous(_ index: Int, or other: Double) -> Double {
    guard case .numbers(let numbers) = data.targets else { return other }
    var step = index
    while !data.isStart(step) {
      step -= 1
      if !numbers[step].isNaN { return numbers[step] }
    }
    return other
  }
}

extension SequencesTask {
  /// What was found in the files, and the splits.
  public var findings: [Finding] {
    let sizes = Split.allCases.map { "\($0.rawValue) \(division[$0].count)" }.joined(separator: ", ")
    let how =
      switch (data.parts, division.isDrawn) {
      case (nil, _): "drawn from the seed\(kind != .number && !data.isEveryStep ? ", by class" : "")"
      case (_, true): "as the files say, and a fifth of training drawn for validation"
      case (_, false): "as the files say"
      }
    var findings = data.findings + [Finding("split", "\(sizes) sequences, \(how)")]
    if let names = classNames, names.count <= 30 { findings += Split.allCases.map { counts(of: names, $0) } }
    let unseen = classes.filter { $0.trainingCount == 0 }.map(\.name)
    if !unseen.isEmpty {
      findings.append(
        Finding("classes", "training has no target of \(unseen.prefix(30).joined(separator: ", "))"))
    }
    if let symbols = data.symbols {
      findings.append(
        Finding(
          "symbols",
          "\(symbolNames.count - 1) of \(symbols.names.count) are in training; the others share row 0 of the embedding"
        ))
    }
    return findings
  }

  /// How many targets of each class a split has.
  private func counts(of names: [String], _ split: Split) -> Finding {
    var counts = Array(repeating: 0, count: names.count)
    if case .classes(_, let places) = data.targets {
      for index in data.targetIndices(of: division[split]) { counts[Int(places[index])] += 1 }
    }
    let list = zip(names, counts).map { "\($0) \($1)" }.joined(separator: ", ")
    return Finding("split", "\(split.rawValue) by class: \(list)")
  }

  /// Inputs that were interpolated know the future.
  public var caveats: [String] {
    guard data.looksAhead else { return [] }
    return [
      "The inputs look into the future: missing values of \(data.file) are interpolated between those before and after them."
    ]
  }
}
