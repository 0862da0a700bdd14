import Catalog

/// A matrix and a bias as a person writes them: W·v + b.
public struct AffineWeights: Sendable, Hashable {
  /// W, a list of rows.
  public var weights: [[Double]]
  /// b, a number for each row.
  public var bias: [Double]

  /// A matrix and its bias.
  public init(_ weights: [[Double]], bias: [Double]) {
    self.weights = weights
    self.bias = bias
  }

  /// Checks that W is [rows × columns] and b has `rows` numbers.
  ///
  /// - Parameters:
  ///   - name: the key path in the experiment file, for the message.
  ///   - reason: where the number of columns comes from, for the message.
  func check(rows: Int, columns: Int, name: String, reason: String) throws(ParameterError) {
    guard weights.count == rows else {
      throw .notAdmissible(name: "\(name).w", found: "\(weights.count) rows", allowed: "\(rows) rows")
    }
    for (index, row) in weights.enumerated() where row.count != columns {
      throw .notAdmissible(
        name: "\(name).w[\(index)]", found: "\(row.count) numbers", allowed: "\(columns) numbers (\(reason))")
    }
    guard bias.count == rows else {
      throw .notAdmissible(name: "\(name).b", found: "\(bias.count) numbers", allowed: "\(rows) numbers")
    }
  }
}
