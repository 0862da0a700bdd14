/// Forecasts beside their targets, one target value a row, in the units in which they are scored: what a ``Metric`` reads.
///
/// A row is one target value that counts: masked values and steps past a sequence's length are not here, so that no metric
/// can forget the mask. Rows come example by example, the steps of each in turn, and at each step the values of the target
/// row in their order.
public struct ScoredRows: Sendable {
  /// What the outputs are compared with.
  public let target: TargetKind
  /// What the numbers of a row say about its target.
  public let forecast: Forecast
  /// Numbers for one target value, w: the classes, the quantiles, a distribution's parameters, or 1.
  public let outputsPerTarget: Int
  /// The example of each row, as its index in the split.
  public private(set) var examples: [Int] = []
  /// Which value of its target row each row is, from 0.
  public private(set) var places: [Int] = []
  /// What is forecast, [rows, w]: of several rollouts, their mean.
  public var outputs: [Double] = []
  /// What each of several rollouts forecasts, [rows, w] each; empty where ``outputs`` are all there is.
  public var rollouts: [[Double]] = []
  /// Targets, [rows]; for classes the index.
  public var targets: [Double] = []

  /// No rows yet.
  ///
  /// - Parameters:
  ///   - target: what is forecast.
  ///   - forecast: the form of the forecast; by default probabilities of classes for classes, else a number.
  ///   - outputsPerTarget: w.
  public init(target: TargetKind, forecast: Forecast? = nil, outputsPerTarget: Int = 1) {
    precondition(outputsPerTarget > 0, "nothing is scored without outputs")
    self.target = target
    self.forecast = forecast ?? (target == .classIndex ? .classes : .number)
    self.outputsPerTarget = outputsPerTarget
  }

  /// Rows that are given whole, one example each; a programming error where the counts do not fit.
  public init(
    target: TargetKind, forecast: Forecast? = nil, outputsPerTarget: Int = 1, outputs: [Double],
    targets: [Double]
  ) {
    self.init(target: target, forecast: forecast, outputsPerTarget: outputsPerTarget)
    examples = Array(targets.indices)
    places = Array(repeating: 0, count: targets.count)
    (self.outputs, self.targets) = (outputs, targets)
    precondition(outputs.count == count * outputsPerTarget, "rows differ in count")
  }

  /// Number of rows.
  public var count: Int { examples.count }

  /// Where the outputs of a row lie in ``outputs``.
  public func outputs(ofRow row: Int) -> Range<Int> {
    row * outputsPerTarget..<(row + 1) * outputsPerTarget
  }

  /// A row as groupings see it; before it is brought to the units in which it is scored.
  public func member(_ row: Int, of split: Split) -> TargetGrouping.Member {
    TargetGrouping.Member(split, example: examples[row], place: places[row], target: targets[row])
  }

  /// Appends the target values of a batch that count, without their outputs.
  ///
  /// - Parameters:
  ///   - batch: the sequences.
  ///   - indices: their examples' indices in the split, in the order of the batch.
  public mutating func appendTargets(of batch: TaskBatch, examples indices: [Int]) {
    precondition(indices.count == batch.count, "a batch of \(batch.count) for \(indices.count) examples")
    let width = batch.targetWidth
    batch.forEachScoredTarget { value, sequence in
      examples.append(indices[sequence])
      places.append(value % width)
      targets.append(Double(batch.targets[value]))
    }
  }

  /// The same targets for a forecast of another form, whose outputs are still to come.
  public func forecasting(_ forecast: Forecast, outputsPerTarget: Int) -> ScoredRows {
    var rows = ScoredRows(target: target, forecast: forecast, outputsPerTarget: outputsPerTarget)
    (rows.examples, rows.places, rows.targets) = (examples, places, targets)
    return rows
  }

  /// Some of the rows, in the order given.
  func picking(_ rows: [Int]) -> ScoredRows {
    func pick(_ values: [Double]) -> [Double] {
      if outputsPerTarget == 1 { return rows.map { values[$0] } }
      return rows.flatMap { values[outputs(ofRow: $0)] }
    }
    var picked = self
    picked.examples = rows.map { examples[$0] }
    picked.places = rows.map { places[$0] }
    picked.targets = rows.map { targets[$0] }
    picked.outputs = pick(outputs)
    picked.rollouts = rollouts.map(pick)
    return picked
  }

  /// Brings the quantiles of every row into rising order; NaN stays where it is.
  package mutating func sortQuantiles() {
    guard case .quantiles(let levels) = forecast, levels.count > 1 else { return }
    for row in 0..<count {
      let range = outputs(ofRow: row)
      guard zip(outputs[range], outputs[range].dropFirst()).contains(where: { $0 > $1 }) else { continue }
      outputs.replaceSubrange(range, with: outputs[range].sorted())
    }
  }
}
