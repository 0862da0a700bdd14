extension ScoredRows {
  /// The forecast's one number of each row, [rows]: the number itself, the median among quantiles, a distribution's mean.
  public var points: [Double] {
    guard let point = forecast.point else { preconditionFailure("the forecast has no one number") }
    if outputsPerTarget == 1 { return outputs }
    return stride(from: point, to: outputs.count, by: outputsPerTarget).map { outputs[$0] }
  }

  /// Calls `body` with the forecast's one number and its target, row by row; for targets that are no classes.
  @inlinable
  public func forEachPair(_ body: (_ output: Double, _ target: Double) -> Void) {
    precondition(target != .classIndex && outputs.count == count * outputsPerTarget, "classes have no pairs")
    let points = points
    let (outputs, targets) = (points.span, targets.span)
    for index in outputs.indices { body(outputs[unchecked: index], targets[unchecked: index]) }
  }

  /// Calls `body` with every row's class probabilities and the index of its class.
  @inlinable
  public func forEachClass(_ body: (_ probabilities: Span<Double>, _ index: Int) -> Void) {
    let width = outputsPerTarget
    precondition(
      target == .classIndex && outputs.count == targets.count * width, "targets that are no classes")
    let (outputs, targets) = (outputs.span, targets.span)
    for row in targets.indices {
      let index = Int(targets[row])
      precondition((0..<width).contains(index), "class \(index) of \(width)")
      body(outputs.extracting(row * width..<(row + 1) * width), index)
    }
  }

  /// Calls `body` with the class that every row predicts, and its own: of classes the largest probability, the first among equal
  /// ones; of bits 1 where the probability is at least ½.
  @inlinable
  public func forEachDecision(_ body: (_ predicted: Int, _ actual: Int) -> Void) {
    guard target == .classIndex else {
      return forEachPair { output, target in body(output >= 0.5 ? 1 : 0, target == 1 ? 1 : 0) }
    }
    forEachClass { probabilities, index in
      var best = 0
      for other in probabilities.indices where probabilities[other] > probabilities[best] { best = other }
      body(best, index)
    }
  }

  /// Calls `body` with the probability given to what happened in every row, a class or a bit, and the index of what happened.
  func forEachProbability(_ body: (_ probability: Double, _ index: Int) -> Void) {
    guard target == .classIndex else {
      return forEachPair { output, target in target == 1 ? body(output, 1) : body(1 - output, 0) }
    }
    forEachClass { probabilities, index in body(probabilities[index], index) }
  }

  /// Calls `body` with every row's quantiles, which rise, their levels, and the target.
  @inlinable
  public func forEachQuantiles(
    _ body: (_ quantiles: Span<Double>, _ levels: [Double], _ target: Double) -> Void
  ) {
    guard case .quantiles(let levels) = forecast else { preconditionFailure("no quantiles") }
    let (outputs, targets) = (outputs.span, targets.span)
    for row in targets.indices {
      body(outputs.extracting(self.outputs(ofRow: row)), levels, targets[row])
    }
  }

  /// Calls `body` with what all rollouts forecast for every row, [K, w], and the target.
  @inlinable
  public func forEachMember(_ body: (_ members: [Double], _ target: Double) -> Void) {
    for row in targets.indices {
      let range = outputs(ofRow: row)
      body(rollouts.isEmpty ? Array(outputs[range]) : rollouts.flatMap { $0[range] }, targets[row])
    }
  }
}

extension TaskBatch {
  /// Appends what a loss forecasts for the target values that count, in the order of ``ScoredRows``.
  ///
  /// - Parameters:
  ///   - outputs: y, [B, targetWidth, outputs for a target value] or [T, B, …].
  ///   - loss: what gives the outputs their meaning.
  ///   - constants: ρ of each series; empty without constants.
  ///   - values: what they are appended to.
  /// - Returns: whether all of them are finite.
  public func appendForecasts(
    _ outputs: [some BinaryFloatingPoint], of loss: any Loss, constants: [Double] = [],
    to values: inout [Double]
  ) -> Bool {
    let width = targets.isEmpty ? 1 : outputs.count / targets.count
    let first = values.count
    var row = [Double](repeating: 0, count: width)
    forEachScoredTarget { place, _ in
      for j in 0..<width { row[j] = Double(outputs[place * width + j]) }
      loss.appendForecast(
        row.span, scale: scales.isEmpty ? 1 : scales[place],
        constant: constants.isEmpty ? 0 : constants[series(of: place)], to: &values)
    }
    return values[first...].allSatisfy(\.isFinite)
  }

  /// The series of a target value.
  public func series(of value: Int) -> Int { series.isEmpty ? value % targetWidth : series[value] }

  /// Calls `body` with the place of every target value that counts, example by example, and its sequence in the batch.
  func forEachScoredTarget(_ body: (_ place: Int, _ sequence: Int) -> Void) {
    for sequence in 0..<count {
      for step in 0..<(placement == .last ? 1 : lengths[sequence]) {
        let row = step * count + sequence
        for place in row * targetWidth..<(row + 1) * targetWidth where mask[place] { body(place, sequence) }
      }
    }
  }
}
