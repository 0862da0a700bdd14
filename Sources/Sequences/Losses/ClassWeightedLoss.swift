public import Catalog

/// A loss of classes in which every class has a weight: w_c times what a target of class c costs.
///
/// The mean over counted target values stays one over their number, (1/N)Σ w_c·ℓ, and weights are given so that their mean over
/// the targets of training is 1: batches of one size are unbiased estimates of the loss of all training, and a learning rate means
/// what it means without weights. PyTorch's `CrossEntropyLoss(weight:)` divides by Σ w_c of each batch instead, so that a batch of
/// rare classes counts no more than one of common ones.
///
/// Slopes are those of the loss, times the weight; weights of 1 change no bit.
public struct ClassWeightedLoss<Base: Loss>: Loss {
  /// As of the loss itself.
  public static var description: KindDescription { Base.description }
  /// As of the loss itself.
  public static var targets: [TargetKind] { Base.targets }
  /// As of the loss itself.
  public static var readout: ReadoutKind? { Base.readout }
  /// As of the loss itself.
  public static var hasConstants: Bool { Base.hasConstants }

  private let base: Base
  /// w_c, by class; empty where all are 1.
  private let weights: [Double]

  /// The loss with a weight for each class.
  public init(_ base: Base, weights: [Double]) { (self.base, self.weights) = (base, weights) }

  /// The loss of checked settings, with weights of 1.
  public init(_ parameters: Parameters) throws(ParameterError) {
    self.init(try Base(parameters), weights: [])
  }

  /// As of the loss itself.
  public var forecast: Forecast { base.forecast }

  /// What the loss measures, each row times the weight of its class.
  public func measure(
    _ rows: borrowing LossRows, losses: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>,
    constantSlopes: inout MutableSpan<Double>
  ) {
    base.measure(rows, losses: &losses, slopes: &slopes, constantSlopes: &constantSlopes)
    guard !weights.isEmpty else { return }
    precondition(rows.targetWidth == 1, "one class a row")
    for row in losses.indices {
      let weight = weights[Int(rows.targets[row])]
      losses[row] *= weight
      for j in row * rows.width..<(row + 1) * rows.width { slopes[j] *= weight }
      if !rows.constants.isEmpty { constantSlopes[row] *= weight }
    }
  }

  /// As of the loss itself.
  public func appendForecast(
    _ outputs: Span<Double>, scale: Double, constant: Double, to values: inout [Double]
  ) { base.appendForecast(outputs, scale: scale, constant: constant, to: &values) }
}

extension Loss {
  /// The loss with a weight w_c for each class.
  public func weighted(byClass weights: [Double]) -> any Loss { ClassWeightedLoss(self, weights: weights) }
}
