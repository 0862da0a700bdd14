/// A loss that compares one output with one target value.
public protocol ElementwiseLoss: Loss {
  /// What one output costs, and the slopes.
  func term(_ x: LossTerm) -> LossTerm.Cost
}

/// One output beside its target.
public struct LossTerm: Sendable, Hashable {
  /// The read-out's pre-activation a, for a loss with a read-out of its own; for others the output.
  public var preActivation: Double
  /// The output y.
  public var output: Double
  /// The target t.
  public var target: Double
  /// What one unit of the output stands for.
  public var scale: Double
  /// ρ of the target value's series; 0 without constants.
  public var constant: Double

  /// An output beside its target.
  @inlinable
  public init(
    preActivation: Double, output: Double, target: Double, scale: Double = 1, constant: Double = 0
  ) {
    self.preActivation = preActivation
    self.output = output
    self.target = target
    self.scale = scale
    self.constant = constant
  }

  /// What an output costs.
  public struct Cost: Sendable, Hashable {
    /// The loss.
    public var loss: Double
    /// ∂/∂y or, behind a read-out of the loss's own, ∂/∂a.
    public var slope: Double
    /// ∂/∂ρ.
    public var constantSlope: Double

    /// A loss and its slopes.
    @inlinable
    public init(_ loss: Double, slope: Double, constantSlope: Double = 0) {
      self.loss = loss
      self.slope = slope
      self.constantSlope = constantSlope
    }
  }
}

extension ElementwiseLoss {
  /// The terms of each row's counted target values, added in order.
  @inlinable
  public func measure(
    _ rows: borrowing LossRows, losses: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>,
    constantSlopes: inout MutableSpan<Double>
  ) {
    let width = rows.width
    precondition(
      width == rows.targetWidth && slopes.count == rows.targets.count && rows.outputs.count == slopes.count
        && rows.counts.count == slopes.count && losses.count * width == slopes.count, "one output a target")
    let (y, targets, counts) = (rows.outputs.span, rows.targets.span, rows.counts.span)
    let a = rows.preActivations.isEmpty ? y : rows.preActivations.span
    guard Self.hasConstants || !rows.scales.isEmpty else {
      // Most losses: neither scales nor constants.
      for row in losses.indices {
        var sum = 0.0
        for j in row * width..<(row + 1) * width {
          guard counts[unchecked: j] else {
            slopes[unchecked: j] = 0
            continue
          }
          let cost = term(
            LossTerm(
              preActivation: a[unchecked: j], output: y[unchecked: j], target: targets[unchecked: j]))
          sum += cost.loss
          slopes[unchecked: j] = cost.slope
        }
        losses[unchecked: row] = sum
      }
      return
    }
    for row in losses.indices {
      var sum = 0.0
      for j in row * width..<(row + 1) * width {
        let cost =
          counts[j]
          ? term(
            LossTerm(
              preActivation: a[j], output: y[j], target: targets[j],
              scale: rows.scales.isEmpty ? 1 : rows.scales[j],
              constant: rows.constants.isEmpty ? 0 : rows.constants[j])) : LossTerm.Cost(0, slope: 0)
        sum += cost.loss
        slopes[j] = cost.slope
        if !rows.constants.isEmpty { constantSlopes[j] = cost.constantSlope }
      }
      losses[row] = sum
    }
  }

}
