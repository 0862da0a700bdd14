public import Catalog

/// A smooth gate made of three straight lines; of the several in use, each has its name.
///
/// | `form` | g | open interval of slope |
/// |---|---|---|
/// | `torch` | clip(z/6 + ½, 0, 1) | \|z\| < 3 |
/// | `keras2` | clip(0.2·z + ½, 0, 1) | \|z\| < 2.5 |
/// | `taylor` | clip(z/4 + ½, 0, 1), the tangent of σ at 0 | \|z\| < 2 |
/// | `slope` | clip((a·z + 1)/2, 0, 1) with the parameter a | \|z\| < 1/a |
///
/// Networks trained with one form and read with another are other networks, so no form is called plain. Keras has used
/// two: the line of slope 0.2 up to version 2, that of slope 1/6 since version 3.
///
/// - Draws: none.
/// - Slopes: pathwise; 0 at the ends of the interval and beyond.
/// - Errors: one rounding of the factor, the product and the sum.
/// - Source: `torch` PyTorch's `Hardsigmoid`; `keras2` Theano's and Keras 2's `hard_sigmoid`; `taylor` Gulcehre et al.
///   2016 (arXiv 1603.00391); `slope` Chung, Ahn and Bengio 2017 (arXiv 1609.01704), whose a grows with the epoch.
public struct HardSigmoidGate: ElementwiseGatePolicy {
  /// Which line is clipped.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// z/6 + ½.
    case torch
    /// 0.2·z + ½.
    case keras2
    /// z/4 + ½.
    case taylor
    /// (a·z + 1)/2.
    case slope
  }

  /// The catalog entry.
  public static let description = KindDescription(
    "hard_sigmoid", summary: "A gate of three straight lines.",
    formula: "g = clip(b·z + ½, 0, 1); b: torch 1/6, keras2 0.2, taylor 1/4, slope a/2",
    source: "PyTorch; Keras 2; Gulcehre et al. 2016; Chung, Ahn and Bengio 2017 (arXiv 1609.01704)",
    parameters: [
      Parameter(
        "form", .choice(Form.allCases.map(\.rawValue)), default: .text("torch"),
        summary: "Which of the lines in use."),
      Parameter(
        "slope", .number(Bounds(1e-6, 1e6)), default: .number(1), isSchedulable: true,
        summary: "The slope a of the form `slope`; the other forms have their own."),
    ])

  /// Which line is clipped.
  public let form: Form
  /// The factor b of z.
  @usableFromInline let factor: Double

  /// A hard sigmoid with checked settings; a slope for a form that has its own is a conflict.
  public init(_ parameters: Parameters) throws(ParameterError) {
    // The description admits the raw values alone.
    form = Form(rawValue: parameters.text("form"))!
    let slope = parameters.number("slope")
    if form != .slope, slope != 1 {
      throw .conflict(names: ["form", "slope"], reason: "a slope is read with form: slope only")
    }
    factor =
      switch form {
      case .torch: 1.0 / 6
      case .keras2: 0.2
      case .taylor: 0.25
      case .slope: slope / 2
      }
  }

  /// No uniforms are used.
  public var drawsPerUnit: Int { 0 }

  /// g, and b inside the interval.
  @inlinable
  public func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (
    gate: Scalar, slope: Scalar
  ) {
    let line = Scalar(factor) * z + 0.5
    let gate = line.clippedToUnit
    return (gate, .indicator(line > 0 && line < 1, witness: gate) * Scalar(factor))
  }

  /// The training law.
  @inlinable
  public func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar {
    (Scalar(factor) * z + 0.5).clippedToUnit
  }

  /// The training law, which has no noise.
  @inlinable
  public func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar { evaluate(z) }
}
