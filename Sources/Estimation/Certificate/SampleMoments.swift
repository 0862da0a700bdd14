/// Means and variances of the entries of vectors that come one after the other, in one pass (Welford 1962).
///
///     m ← m + (x − m)/k,      s ← s + (x − m_before)·(x − m_after)
public struct SampleMoments: Sendable, Hashable {
  /// Vectors so far.
  public private(set) var count = 0
  /// The mean of each entry.
  public private(set) var means: [Double]
  private var squares: [Double]

  /// Moments of vectors of `width` entries.
  public init(width: Int) {
    means = Array(repeating: 0, count: width)
    squares = means
  }

  /// Takes in a vector.
  public mutating func add(_ values: [Double]) {
    precondition(values.count == means.count, "a vector of another width")
    count += 1
    let k = Double(count)
    for index in values.indices {
      let before = values[index] - means[index]
      means[index] += before / k
      squares[index] += before * (values[index] - means[index])
    }
  }

  /// The variance of each entry, with divisor n − 1; 0 below two vectors.
  public var variances: [Double] { squares.map { count > 1 ? $0 / Double(count - 1) : 0 } }
}
