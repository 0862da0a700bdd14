import Gating
import Sequences

/// The loss of one row of outputs, before it is divided by the number of counted values.
///
/// a are the read-out's pre-activations, y the outputs, t the targets, c a class index:
///
///     squared                Σ (y − t)²                          ∂/∂y = 2(y − t)
///     absolute               Σ |y − t|                           ∂/∂y = sign(y − t), 0 at 0
///     cross-entropy          ln Σ exp(a) − a_c                   ∂/∂a = y − 1[c]
///     binary cross-entropy   Σ t·s(−a) + (1 − t)·s(a)            ∂/∂a = y − t,   s(a) = ln(1 + eᵃ)
///
/// Sums run in order over the outputs whose targets count. Nothing is allocated.
struct RowLoss {
  /// Which loss.
  let kind: LossKind
  /// The read-out the outputs come from.
  let readout: ReadoutActivation

  /// The row's loss; `gradient` becomes ∂/∂a. All have one value for each output, but class targets and their mask.
  ///
  /// Inlined into the loop over rows: a row may be a single number.
  @inline(__always)
  func callAsFunction<Scalar: GateScalar>(
    preActivations a: Span<Scalar>, outputs y: Span<Scalar>, targets: Span<Float>, mask: Span<Bool>,
    gradient: inout MutableSpan<Double>
  ) -> Double {
    switch kind {
    case .squared, .absolute: return distance(y, targets, mask, &gradient)
    case .crossEntropy: return crossEntropy(a, y, class: Int(targets[0]), &gradient)
    case .binaryCrossEntropy: return binaryCrossEntropy(a, y, targets, mask, &gradient)
    }
  }

  @inline(__always)
  private func distance<Scalar: GateScalar>(
    _ y: Span<Scalar>, _ targets: Span<Float>, _ mask: Span<Bool>, _ gradient: inout MutableSpan<Double>
  ) -> Double {
    var sum = 0.0
    for j in y.indices {
      guard mask[unchecked: j] else {
        gradient[unchecked: j] = 0
        continue
      }
      let error = Double(y[unchecked: j]) - Double(targets[unchecked: j])
      sum += kind == .squared ? error * error : abs(error)
      gradient[unchecked: j] = kind == .squared ? 2 * error : Self.sign(error)
    }
    readout.pullBack(&gradient, outputs: y)
    return sum
  }

  @inline(__always)
  private func crossEntropy<Scalar: GateScalar>(
    _ a: Span<Scalar>, _ y: Span<Scalar>, class index: Int, _ gradient: inout MutableSpan<Double>
  ) -> Double {
    precondition(y.indices.contains(index), "class \(index) of \(y.count)")
    // The place of the gradient holds a in Float64 for a moment.
    for j in a.indices { gradient[unchecked: j] = Double(a[unchecked: j]) }
    var logSumExp = 0.0
    gradient.withUnsafeBufferPointer { row in
      guard let row = row.baseAddress else { return }
      Double.logSumExp(row, rows: 1, width: a.count, into: &logSumExp)
    }
    for j in y.indices { gradient[unchecked: j] = Double(y[unchecked: j]) - (j == index ? 1 : 0) }
    return logSumExp - Double(a[index])
  }

  @inline(__always)
  private func binaryCrossEntropy<Scalar: GateScalar>(
    _ a: Span<Scalar>, _ y: Span<Scalar>, _ targets: Span<Float>, _ mask: Span<Bool>,
    _ gradient: inout MutableSpan<Double>
  ) -> Double {
    var sum = 0.0
    for j in y.indices {
      guard mask[unchecked: j] else {
        gradient[unchecked: j] = 0
        continue
      }
      let target = Double(targets[unchecked: j])
      sum += Self.binaryCrossEntropy(Double(a[unchecked: j]), target)
      gradient[unchecked: j] = Double(y[unchecked: j]) - target
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
