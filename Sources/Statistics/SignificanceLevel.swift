/// The level at which everything is decided, for tests, intervals, tables and what is shown of them.
public enum SignificanceLevel {
  /// 1/α. A whole number, as ranks among sign patterns follow from it.
  package static let inverse = 20
  /// α = 0.05: the largest chance of any false rejection in a family of comparisons.
  public static let alpha = 1 / Double(inverse)
  /// The power that detectable differences and numbers of replicates are worked out for.
  public static let power = 0.8
}
