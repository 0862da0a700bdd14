public import Catalog

/// Pearson's correlation of predictions and targets, pooled over all target values.
///
/// r = Σ(t − t̄)(y − ȳ)/√(Σ(t − t̄)²·Σ(y − ȳ)²). The rows of one call are taken in two passes, means first, so that a
/// large common offset costs no digits; the sums of several calls are combined as in Chan, Golub and LeVeque 1979, whose
/// rounding is in the last digits alone.
///
/// Undefined where predictions or targets are all equal. Rounding of a mean can leave a constant a tiny spread, so
/// that is looked for in the values themselves.
public struct PearsonCorrelation: Metric {
  /// The catalog entry of `pearson`.
  public static let description = KindDescription(
    "pearson",
    summary: "The correlation of predictions and targets; undefined where either is constant.",
    formula: "Σ(t − t̄)(y − ȳ)/√(Σ(t − t̄)²·Σ(y − ȳ)²)")
  /// False.
  public static let lowerIsBetter = false
  /// Numbers, and counts by their mean.
  public static let targets: [TargetKind] = [.real, .count]

  private var outputs = Side()
  private var targets = Side()
  /// Σ(t − t̄)(y − ȳ).
  private var products = 0.0
  private var count = 0

  /// No rows yet.
  public init() {}

  /// Adds deviations from the means.
  public mutating func add(_ rows: ScoredRows) {
    guard !rows.targets.isEmpty else { return }
    let (added, before) = (Double(rows.targets.count), Double(count))
    let (output, target) = (Side(rows.points), Side(rows.targets))
    var both = 0.0
    rows.forEachPair { both += ($1 - target.mean) * ($0 - output.mean) }
    if count > 0 {
      both +=
        (target.mean - targets.mean) * (output.mean - outputs.mean) * (before * added / (before + added))
    }
    products += both
    outputs.merge(output, before, added)
    targets.merge(target, before, added)
    count += rows.targets.count
  }

  /// The correlation.
  public var value: Double? {
    guard count > 0, !outputs.isConstant, !targets.isConstant else { return nil }
    return products / (targets.squares.squareRoot() * outputs.squares.squareRoot())
  }

  /// Mean and squared deviations of the outputs or of the targets.
  private struct Side {
    var mean = 0.0
    var squares = 0.0
    var first = 0.0
    var isConstant = true

    init() {}

    init(_ values: [Double]) {
      var sum = 0.0
      for value in values { sum += value }
      mean = sum / Double(values.count)
      for value in values { squares += (value - mean) * (value - mean) }
      first = values[0]
      isConstant = values.allSatisfy { $0 == values[0] }
    }

    mutating func merge(_ other: Side, _ before: Double, _ added: Double) {
      guard before > 0 else { return self = other }
      let shift = other.mean - mean
      mean += shift * (added / (before + added))
      squares += other.squares + shift * shift * (before * added / (before + added))
      isConstant = isConstant && other.isConstant && first == other.first
    }
  }
}
