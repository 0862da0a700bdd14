/// Predictions beside their targets, row by row, in the units in which they are scored: what a ``Metric`` reads.
///
/// A row is one target row that counts: masked rows and steps past a sequence's length are not here, so that no metric
/// can forget the mask. Rows come example by example, the steps of each in turn.
public struct ScoredRows: Sendable {
  /// What the outputs are compared with.
  public let target: TargetKind
  /// Outputs in a row, k.
  public let width: Int
  /// The example of each row, as its index in the split.
  public private(set) var examples: [Int] = []
  /// Outputs after the read-out's activation, [rows, k]: numbers, class probabilities, or probabilities of bits.
  public var outputs: [Double] = []
  /// Targets, [rows, ``targetWidth``]; for classes the index.
  public var targets: [Double] = []

  /// No rows yet.
  public init(target: TargetKind, width: Int) {
    precondition(width > 0, "nothing is scored without outputs")
    (self.target, self.width) = (target, width)
  }

  /// Rows that are given whole, one example each; a programming error where the counts do not fit.
  public init(target: TargetKind, width: Int, outputs: [Double], targets: [Double]) {
    self.init(target: target, width: width)
    examples = Array(0..<outputs.count / width)
    (self.outputs, self.targets) = (outputs, targets)
    precondition(
      outputs.count == count * width && targets.count == count * targetWidth, "rows differ in count")
  }

  /// Number of rows.
  public var count: Int { examples.count }

  /// Numbers in a row of targets: one for a class, else one for each output.
  public var targetWidth: Int { target == .classIndex ? 1 : width }

  /// Appends the targets of a batch that count, without their outputs.
  ///
  /// - Parameters:
  ///   - batch: the sequences.
  ///   - indices: their examples' indices in the split, in the order of the batch.
  public mutating func appendTargets(of batch: TaskBatch, examples indices: [Int]) {
    precondition(batch.targetWidth == targetWidth && indices.count == batch.count, "a batch of another shape")
    batch.forEachScoredRow { row, sequence in
      examples.append(indices[sequence])
      for j in row * targetWidth..<(row + 1) * targetWidth { targets.append(Double(batch.targets[j])) }
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
  /// Appends the outputs of the rows that count, in the order of ``ScoredRows``.
  ///
  /// - Returns: whether all of them are finite.
  public func appendScoredOutputs(
    _ outputs: [some BinaryFloatingPoint], width: Int, to values: inout [Double]
  ) -> Bool {
    var areFinite = true
    forEachScoredRow { row, _ in
      for j in row * width..<(row + 1) * width {
        let value = Double(outputs[j])
        areFinite = areFinite && value.isFinite
        values.append(value)
      }
    }
    return areFinite
  }

  /// Calls `body` with every target row that counts, example by example, and its sequence in the batch.
  func forEachScoredRow(_ body: (_ row: Int, _ sequence: Int) -> Void) {
    for sequence in 0..<count {
      for step in 0..<(placement == .last ? 1 : lengths[sequence]) {
        let row = step * count + sequence
        if mask[row] { body(row, sequence) }
      }
    }
  }
}
