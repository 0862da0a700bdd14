import Sluice

struct SquaredHardSigmoid: ElementwiseGatePolicy {
  static let description = KindDescription(
    "squared_hard_sigmoid", summary: "A hard sigmoid, squared.", formula: "g = clip(z/4 + ½, 0, 1)²")

  init(_ parameters: Parameters) throws(ParameterError) {}

  var drawsPerUnit: Int { 0 }
  var derivative: GateDerivative { .pathwise }

  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    let linear = z / 4 + 0.5
    let gate = linear.clippedToUnit
    return (gate * gate, .indicator(linear > 0 && linear < 1, witness: gate) * gate / 2)
  }
  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar {
    (z / 4 + 0.5).clippedToUnit * (z / 4 + 0.5).clippedToUnit
  }
  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar { evaluate(z) }
}
