import Gating

/// The loss of one row of outputs, before it is divided by the number of counted values.
///
/// a are the read-out's pre-activations, y the outputs, t the targets, c a class index:
///
///     squared                Σ (y − t)²                          ∂/∂y = 2(y − t)
///     absolute               Σ |y − t|                           ∂/∂y = sign(y − t), 0 at 0
///     cross-entropy          ln Σ exp(a) − a_c                   ∂/∂a = y − 1[c]
///     binary cross-entropy   Σ t·s(−a) + (1 − t)·s(a)            ∂/∂a = y − t,   s(a) = ln(1 + eᵃ)
///
/// Sums run over the outputs in order.
struct RowLoss {
  /// Which loss.
  let kind: LossKind
  /// The read-out the outputs come from.
  let readout: ReadoutActivation

  /// The row's loss and its gradient ∂/∂a.
  func callAsFunction(preActivations a: [Double], outputs y: [Double], targets t: ArraySlice<Float>) -> (
    value: Double, gradient: [Double]
  ) {
    switch kind {
    case .squared:
      let errors = zip(y, t).map { $0 - Double($1) }
      return (errors.reduce(0) { $0 + $1 * $1 }, readout.pullBack(errors.map { 2 * $0 }, outputs: y))
    case .absolute:
      let errors = zip(y, t).map { $0 - Double($1) }
      return (errors.reduce(0) { $0 + abs($1) }, readout.pullBack(errors.map(Self.sign), outputs: y))
    case .crossEntropy:
      let index = Int(t[t.startIndex])
      precondition(y.indices.contains(index), "class \(index) of \(y.count)")
      var gradient = y
      gradient[index] -= 1
      return (Self.logSumExp(a) - a[index], gradient)
    case .binaryCrossEntropy:
      let value = zip(a, t).reduce(0) { $0 + Self.binaryCrossEntropy($1.0, Double($1.1)) }
      return (value, zip(y, t).map { $0 - Double($1) })
    }
  }

  /// 1, −1 or 0; NaN for NaN.
  private static func sign(_ error: Double) -> Double {
    error > 0 ? 1 : error < 0 ? -1 : error
  }

  /// −t·ln σ(a) − (1 − t)·ln(1 − σ(a)). A certain target leaves the other term out: 0·∞ would be NaN.
  private static func binaryCrossEntropy(_ a: Double, _ t: Double) -> Double {
    if t == 1 { return VectorMath.softplus(-a) }
    if t == 0 { return VectorMath.softplus(a) }
    return t * VectorMath.softplus(-a) + (1 - t) * VectorMath.softplus(a)
  }

  private static func logSumExp(_ a: [Double]) -> Double {
    var result: [Double] = [0]
    var span = result.mutableSpan
    VectorMath.logSumExp(a.span, width: a.count, into: &span)
    return result[0]
  }
}
