/// A batch of sequences, as a network reads it.
///
/// Sequences shorter than `steps` are padded at the end; past its length a sequence's state is frozen and
/// nothing is lost or learned there. Buffers are reused: a task fills a batch in place.
public struct TaskBatch: Sendable {
  /// Number of time steps T, the longest length.
  public private(set) var steps: Int
  /// Number of sequences B.
  public private(set) var count: Int
  /// Input width m.
  public let inputWidth: Int
  /// Values in one target row: the output width for real targets, 1 for a class index.
  public let targetWidth: Int
  /// Whether a target stands at the last step of each sequence or at every step.
  public let placement: TargetPlacement

  /// Inputs, [T, B, m].
  public var inputs: [Float]
  /// The inputs in double precision, [T, B, m], from a source that has more digits than ``inputs`` hold; empty from any
  /// other. An engine in double precision reads them in their place.
  public var preciseInputs: [Double] = []
  /// Whether ``preciseInputs`` are asked for, of tasks that have them: for an engine in double precision.
  public var keepsPrecision = false
  /// The symbol of each step, [T, B], a row of the network's embedding; empty without symbols.
  public var symbols: [Int32] = []
  /// Targets, [B, targetWidth] at the last step or [T, B, targetWidth] at every step. Class targets are
  /// indices.
  public var targets: [Float]
  /// Which target values count, in the shape of ``targets``: a missing value of one series leaves the others' scores.
  public var mask: [Bool]
  /// What one unit of an output stands for, in the shape of ``targets``: of a count, its series' mean over training. Empty
  /// where it is 1.
  public var scales: [Double] = []
  /// The series of each target value, in the shape of ``targets``: whose learned constant a loss reads. Empty where value j
  /// of every row is of series j, and unless ``keepsSeries``.
  public var series: [Int] = []
  /// Whether ``series`` are filled: for losses with learned constants.
  public var keepsSeries = false
  /// Length of each sequence, 1…T.
  public var lengths: [Int]
  /// The example's number, unique over all splits of the task: the address of its noise, whatever batch it is
  /// in.
  ///
  /// The built-in tasks number validation examples first, then test, then training.
  public var sequences: [UInt32]

  /// An empty batch of the given widths.
  public init(inputWidth: Int, targetWidth: Int, placement: TargetPlacement) {
    self.inputWidth = inputWidth
    self.targetWidth = targetWidth
    self.placement = placement
    (steps, count) = (0, 0)
    (inputs, targets, mask, lengths, sequences) = ([], [], [], [], [])
  }

  /// Makes room for `count` sequences of `steps` steps: zero inputs and targets, full lengths, every target value
  /// counted.
  ///
  /// Buffers keep their capacity, so that filling batches of one size allocates once.
  public mutating func reset(steps: Int, count: Int) {
    let rows = placement == .last ? count : steps * count
    (self.steps, self.count) = (steps, count)
    Self.fill(&inputs, with: 0, count: steps * count * inputWidth)
    preciseInputs.removeAll(keepingCapacity: true)
    symbols.removeAll(keepingCapacity: true)
    Self.fill(&targets, with: 0, count: rows * targetWidth)
    Self.fill(&mask, with: true, count: rows * targetWidth)
    scales.removeAll(keepingCapacity: true)
    series.removeAll(keepingCapacity: true)
    Self.fill(&lengths, with: steps, count: count)
    Self.fill(&sequences, with: 0, count: count)
  }

  private static func fill<Element>(_ array: inout [Element], with value: Element, count: Int) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }
}
