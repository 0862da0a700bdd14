/// Predictions beside their targets, one target value a row, in the units in which they are scored: what a ``Metric`` reads.
///
/// A row is one target value that counts: masked values and steps past a sequence's length are not here, so that no metric
/// can forget the mask. Rows come example by example, the steps of each in turn, and at each step the values of the target
/// row in their order.
public struct ScoredRows: Sendable {
  /// What the outputs are compared with.
  public let target: TargetKind
  /// Outputs for one target value, w: the classes, or 1.
  public let outputsPerTarget: Int
  /// The example of each row, as its index in the split.
  public private(set) var examples: [Int] = []
  /// Which value of its target row each row is, from 0.
  public private(set) var places: [Int] = []
  /// Outputs after the read-out's activation, [rows, w]: numbers, class probabilities, or probabilities of bits.
  public var outputs: [Double] = []
  /// Targets, [rows]; for classes the index.
  public var targets: [Double] = []

  /// No rows yet.
  public init(target: TargetKind, outputsPerTarget: Int = 1) {
    precondition(outputsPerTarget > 0, "nothing is scored without outputs")
    (self.target, self.outputsPerTarget) = (target, outputsPerTarget)
  }

  /// Rows that are given whole, one example each; a programming error where the counts do not fit.
  public init(target: TargetKind, outputsPerTarget: Int = 1, outputs: [Double], targets: [Double]) {
    self.init(target: target, outputsPerTarget: outputsPerTarget)
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

  /// Calls `body` with every output and its target, row by row; for targets that are no classes.
  @inlinable
  public func forEachPair(_ body: (_ output: Double, _ target: Double) -> Void) {
    precondition(target != .classIndex && outputs.count == targets.count, "classes have no pairs")
    let (outputs, targets) = (outputs.span, targets.span)
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
}

extension TaskBatch {
  /// Appends the outputs of the target values that count, in the order of ``ScoredRows``.
  ///
  /// - Parameters:
  ///   - outputs: [B, targetWidth, w] or [T, B, targetWidth, w].
  ///   - outputsPerTarget: w.
  ///   - values: what they are appended to.
  /// - Returns: whether all of them are finite.
  public func appendScoredOutputs(
    _ outputs: [some BinaryFloatingPoint], outputsPerTarget: Int, to values: inout [Double]
  ) -> Bool {
    var areFinite = true
    forEachScoredTarget { place, _ in
      for j in place * outputsPerTarget..<(place + 1) * outputsPerTarget {
        let value = Double(outputs[j])
        areFinite = areFinite && value.isFinite
        values.append(value)
      }
    }
    return areFinite
  }

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
