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
/// Sums run over the outputs in order. Nothing is allocated.
struct RowLoss {
  /// Which loss.
  let kind: LossKind
  /// The read-out the outputs come from.
  let readout: ReadoutActivation

  /// The row's loss; `gradient` becomes ∂/∂a. All have one value for each output, but class targets.
  func callAsFunction(
    preActivations a: [Double], outputs y: [Double], targets: ArraySlice<Float>, gradient: inout [Double]
  ) -> Double {
    switch kind {
    case .squared, .absolute: return distance(y, targets, &gradient)
    case .crossEntropy: return crossEntropy(a, y, class: Int(targets[targets.startIndex]), &gradient)
    case .binaryCrossEntropy: return binaryCrossEntropy(a, y, targets, &gradient)
    }
  }

  private func distance(_ y: [Double], _ targets: ArraySlice<Float>, _ gradient: inout [Double]) -> Double {
    var sum = 0.0
    for (j, target) in zip(y.indices, targets) {
      let error = y[j] - Double(target)
      sum += kind == .squared ? error * error : abs(error)
      gradient[j] = kind == .squared ? 2 * error : Self.sign(error)
    }
    readout.pullBack(&gradient, outputs: y)
    return sum
  }

  private func crossEntropy(_ a: [Double], _ y: [Double], class index: Int, _ gradient: inout [Double])
    -> Double
  {
    precondition(y.indices.contains(index), "class \(index) of \(y.count)")
    for j in y.indices { gradient[j] = j == index ? y[j] - 1 : y[j] }
    var logSumExp = 0.0
    a.withUnsafeBufferPointer { row in
      guard let row = row.baseAddress else { return }
      Double.logSumExp(row, rows: 1, width: a.count, into: &logSumExp)
    }
    return logSumExp - a[index]
  }

  private func binaryCrossEntropy(
    _ a: [Double], _ y: [Double], _ targets: ArraySlice<Float>, _ gradient: inout [Double]
  ) -> Double {
    var sum = 0.0
    for (j, target) in zip(y.indices, targets) {
      sum += Self.binaryCrossEntropy(a[j], Double(target))
      gradient[j] = y[j] - Double(target)
    }
    return sum
  }

  /// −t·ln σ(a) − (1 − t)·ln(1 − σ(a)). A certain target leaves the other term out: 0·∞ would be NaN.
  private static func binaryCrossEntropy(_ a: Double, _ t: Double) -> Double {
    if t == 1 { return VectorMath.softplus(-a) }
    if t == 0 { return VectorMath.softplus(a) }
    return t * VectorMath.softplus(-a) + (1 - t) * VectorMath.softplus(a)
  }

  /// 1, −1 or 0; NaN for NaN.
  private static func sign(_ error: Double) -> Double {
    error > 0 ? 1 : error < 0 ? -1 : error
  }
}
