import Sluice

/// A hard sigmoid with uniform noise ahead of its clipping.
///
/// g = clip(z/4 + ½ + width·(½ − u), 0, 1): linear with slope ¼ between its two kinks, whose place the draw shifts.
struct JitteredHardSigmoid: ElementwiseGatePolicy {
  static let description = KindDescription(
    "jittered_hard_sigmoid", summary: "A hard sigmoid with uniform noise ahead of its clipping.",
    formula: "g = clip(z/4 + ½ + width·(½ − u), 0, 1)",
    parameters: [
      Parameter(
        "width", .number(Bounds(0.01, 1)), default: .number(0.5), isSchedulable: true,
        summary: "Width of the noise, in units of the gate.")
    ])

  let width: Double

  init(_ parameters: Parameters) throws(ParameterError) { width = parameters.number("width") }

  var drawsPerUnit: Int { 1 }

  var derivative: GateDerivative { .pathwise }

  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    let linear = z / 4 + 0.5 + Scalar(width) * (0.5 - uniforms.0)
    let gate = linear.clippedToUnit
    return (gate, .indicator(linear > 0 && linear < 1, witness: gate) / 4)
  }

  func discontinuities(_ z: Double, draw: Int) -> [Double] {
    [1, 0].map { end in 0.5 + (z / 4 + 0.5 - end) / width }
  }

  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar { (z / 4 + 0.5).clippedToUnit }

  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar {
    let width = Scalar(width)
    let center = z / 4 + 0.5
    if center <= -width / 2 { return 0 }
    if center >= 1 + width / 2 { return 1 }
    let (low, high) = (center - width / 2, center + width / 2)
    let (a, b) = (low.clippedToUnit, high.clippedToUnit)
    let above = high > 1 ? high - 1 : 0
    return (((b - a) * (a + b) / 2 + above) / width).clippedToUnit
  }
}
