public import Catalog

/// The mean over quantile levels τ of (t − q)(τ − 1[t < q]), with an output q for each level.
///
/// Each level is learned on its own: outputs that cross are not sorted in the loss, where sorting would hand a level's slope
/// to another level's weights. Forecasts are sorted before they are scored. The slope at q = t is 0.
public struct PinballLoss: Loss {
  /// The catalog entry of `pinball`.
  public static let description = KindDescription(
    "pinball", summary: "Quantile regression: an output for each level, the mean over levels.",
    formula: "(t − q)(τ − 1[t < q])", source: "Koenker and Bassett 1978",
    parameters: [
      Parameter(
        "quantiles", .numbers(Bounds(0, 1, excludesMinimum: true, excludesMaximum: true), count: nil),
        default: .list([.number(0.05), .number(0.5), .number(0.95)]), summary: "The levels τ, rising.")
    ])
  /// Numbers.
  public static let targets: [TargetKind] = [.real]

  /// The levels τ, rising.
  public let levels: [Double]

  /// The loss of checked settings.
  ///
  /// - Throws: `ParameterError` for levels that do not rise, or none.
  public init(_ parameters: Parameters) throws(ParameterError) {
    levels = parameters.numbers("quantiles")
    guard !levels.isEmpty, zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .notAdmissible(
        name: "quantiles", found: parameters["quantiles"]?.text ?? "",
        allowed: "at least one level, each above the last"
      )
    }
  }

  /// Quantiles at the levels.
  public var forecast: Forecast { .quantiles(levels) }

  /// ∂/∂q = (1[t < q] − τ)/L of L levels.
  public func measure(
    _ rows: borrowing LossRows, losses: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>,
    constantSlopes: inout MutableSpan<Double>
  ) {
    let (width, count) = (rows.targetWidth, levels.count)
    precondition(rows.width == width * count && slopes.count == rows.count * rows.width, "a level an output")
    let (y, targets, counts) = (rows.outputs.span, rows.targets.span, rows.counts.span)
    for row in losses.indices {
      var sum = 0.0
      for value in row * width..<(row + 1) * width {
        var loss = 0.0
        for (index, level) in levels.enumerated() {
          let j = value * count + index
          guard counts[value] else {
            slopes[j] = 0
            continue
          }
          let error = targets[value] - y[j]
          loss += Self.loss(error, level)
          slopes[j] = (error < 0 ? 1 - level : error > 0 ? -level : error) / Double(count)
        }
        sum += loss / Double(count)
      }
      losses[row] = sum
    }
  }

  /// error·(τ − 1[error < 0]).
  static func loss(_ error: Double, _ level: Double) -> Double {
    error < 0 ? error * (level - 1) : error * level
  }
}
