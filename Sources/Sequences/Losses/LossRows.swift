/// Rows of a network's outputs beside their targets, as a ``Loss`` reads them: those of which a target value counts.
public struct LossRows: Sendable {
  /// Outputs in a row, k.
  public var width: Int
  /// Target values in a row.
  public var targetWidth: Int
  /// The read-out's pre-activations a, [n, k]; empty unless the loss has a read-out of its own.
  public var preActivations: [Double] = []
  /// The outputs y, [n, k]: those of target value j of a row are its j-th group of k/``targetWidth``.
  public var outputs: [Double] = []
  /// The targets t, [n, targetWidth].
  public var targets: [Double] = []
  /// Which target values count, [n, targetWidth].
  public var counts: [Bool] = []
  /// What one unit of an output stands for, [n, targetWidth]; empty where it is 1.
  public var scales: [Double] = []
  /// ρ of each target value's series, [n, targetWidth]; empty without constants.
  public var constants: [Double] = []

  /// No rows.
  public init(width: Int, targetWidth: Int) { (self.width, self.targetWidth) = (width, targetWidth) }

  /// Number of rows, n.
  public var count: Int { targetWidth > 0 ? targets.count / targetWidth : 0 }
}
