import CKernels

/// An optimizer of Sluice whose step is one kernel in single precision.
///
/// Double precision, which the reference engine runs in, has the same formula one weight after the other.
protocol FusedOptimizer: Optimizer {
  /// Learning rate and weight decay.
  var step: UpdateStep { get }

  /// Changes the weights once in single precision.
  func fused(_ step: UpdateStep, _ slices: UpdatePointers, _ progress: inout UpdateProgress)

  /// Changes the weights once in double precision.
  func formula(
    _ step: UpdateStep, _ weights: inout MutableSpan<Double>, _ gradient: Span<Double>,
    _ averages: inout MutableSpan<Double>, _ progress: inout UpdateProgress)
}

/// The slices of one step in single precision, as kernels take them. There is at least one weight.
struct UpdatePointers {
  /// The weights.
  let weights: UnsafeMutablePointer<Float>
  /// The gradient.
  let gradient: UnsafePointer<Float>
  /// All first averages, then all second ones.
  let averages: UnsafeMutablePointer<Float>
  /// The number of weights.
  let count: Int
}

extension FusedOptimizer {
  /// One step, by the kernel.
  public func step(
    _ weights: inout MutableSpan<Float>, gradient: Span<Float>, averages: inout MutableSpan<Float>,
    scale: Double, progress: inout UpdateProgress
  ) {
    let (step, count) = (step.scaled(by: scale), weights.count)
    gradient.withUnsafeBufferPointer { gradient in
      weights.withUnsafeMutableBufferPointer { weights in
        averages.withUnsafeMutableBufferPointer { averages in
          guard let w = weights.baseAddress, let g = gradient.baseAddress, let a = averages.baseAddress
          else { return }
          fused(step, UpdatePointers(weights: w, gradient: g, averages: a, count: count), &progress)
        }
      }
    }
  }

  /// One step of the same formula, one weight after the other.
  public func step(
    _ weights: inout MutableSpan<Double>, gradient: Span<Double>, averages: inout MutableSpan<Double>,
    scale: Double, progress: inout UpdateProgress
  ) {
    formula(step.scaled(by: scale), &weights, gradient, &averages, &progress)
  }
}
