import Catalog

/// A matrix and a bias as a person writes them: W·v + b; of a gate also what it makes of cells and gates.
public struct AffineWeights: Sendable, Hashable {
  /// W, a list of rows.
  public var weights: [[Double]]
  /// b, a number for each row.
  public var bias: [Double]
  /// p, a gate's peepholes, a number for each row; empty where there are none.
  public var peepholes: [Double]
  /// R, what a gate makes of i, f, o of the step before, rows of 3n numbers; empty but for ``LSTMVariant/fgr``.
  public var gateWeights: [[Double]]
  /// u, what a block whose units see themselves alone makes of their hidden state, a number for each row; else empty.
  public var ownWeights: [Double]

  /// A matrix and its bias, for a gate with what else it sees.
  public init(
    _ weights: [[Double]], bias: [Double], peepholes: [Double] = [], gateWeights: [[Double]] = [],
    ownWeights: [Double] = []
  ) {
    self.weights = weights
    self.bias = bias
    self.peepholes = peepholes
    self.gateWeights = gateWeights
    self.ownWeights = ownWeights
  }

  /// Checks that W is [rows × columns] and b has `rows` numbers.
  ///
  /// - Parameters:
  ///   - name: the key path in the experiment file, for the message.
  ///   - reason: where the number of columns comes from, for the message.
  func check(rows: Int, columns: Int, name: String, reason: String) throws(ParameterError) {
    try Self.check(weights, rows: rows, columns: columns, name: "\(name).w", reason: reason)
    try Self.check(bias, count: rows, name: "\(name).b")
  }

  /// Checks that p has `peepholes` numbers and R `gateRows` rows of 3 times as many.
  func checkGateInputs(peepholes count: Int, gateRows: Int, name: String) throws(ParameterError) {
    try Self.check(peepholes, count: count, name: "\(name).p")
    try Self.check(
      gateWeights, rows: gateRows, columns: 3 * gateRows, name: "\(name).r", reason: "input, forget, output")
  }

  /// Checks that u has `count` numbers.
  func checkOwnWeights(_ count: Int, name: String) throws(ParameterError) {
    try Self.check(ownWeights, count: count, name: "\(name).u")
  }

  /// Checks that a matrix is [rows × columns].
  static func check(
    _ matrix: [[Double]], rows: Int, columns: Int, name: String, reason: String
  ) throws(ParameterError) {
    guard matrix.count == rows else {
      throw .notAdmissible(name: name, found: "\(matrix.count) rows", allowed: "\(rows) rows")
    }
    for (index, row) in matrix.enumerated() where row.count != columns {
      throw .notAdmissible(
        name: "\(name)[\(index)]", found: "\(row.count) numbers", allowed: "\(columns) numbers (\(reason))")
    }
  }

  private static func check(_ numbers: [Double], count: Int, name: String) throws(ParameterError) {
    guard numbers.count == count else {
      throw .notAdmissible(name: name, found: "\(numbers.count) numbers", allowed: "\(count) numbers")
    }
  }
}
