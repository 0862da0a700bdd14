import Sluice

/// An optimizer that looks at the sign alone: every weight moves by the same length.
///
/// c = β₁·m + (1 − β₁)·g; w = w − η·sign(c); m = β₂·m + (1 − β₂)·g.
///
/// - Source: Chen et al. 2023 (arXiv 2302.06675).
struct Lion: Optimizer {
  static let description = KindDescription(
    "lion", summary: "Steps of one length, by the sign of an average of the gradient.",
    formula: "w = w − η·sign(β₁·m + (1 − β₁)·g); m = β₂·m + (1 − β₂)·g",
    source: "Chen et al. 2023 (arXiv 2302.06675)",
    parameters: [
      .learningRate(default: 0.0001),
      Parameter(
        "beta1", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.9), isSchedulable: true,
        summary: "β₁, the part of the average in a step."),
      Parameter(
        "beta2", .number(.probability), default: .number(0.99),
        summary: "β₂, the part of the average that is kept."),
      .weightDecay(),
    ])

  static var averages: Int { 1 }

  let beta1, beta2: Double
  let step: UpdateStep

  init(_ parameters: Parameters) throws(ParameterError) {
    (beta1, beta2) = (parameters.number("beta1"), parameters.number("beta2"))
    step = UpdateStep(parameters)
  }

  func step<Scalar: OptimizerScalar>(
    _ weights: inout MutableSpan<Scalar>, gradient: Span<Scalar>, averages: inout MutableSpan<Scalar>,
    scale: Double, progress: inout UpdateProgress
  ) {
    let step = step.scaled(by: scale)
    let (rate, zero) = (Scalar(step.learningRate), Scalar(0))
    let (b1, b2) = (Scalar(beta1), Scalar(beta2))
    for i in 0..<weights.count {
      let g = step.decayed(&weights[i], gradient[i])
      let c = b1 * averages[i] + (1 - b1) * g
      weights[i] -= c > zero ? rate : c < zero ? -rate : c
      averages[i] = b2 * averages[i] + (1 - b2) * g
    }
  }
}
