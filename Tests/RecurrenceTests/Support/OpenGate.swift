import Catalog
import Gating

/// A gate that is 1 whatever its pre-activation.
struct OpenGate: ElementwiseGatePolicy {
  static let description = KindDescription("open", summary: "g = 1.")
  let drawsPerUnit = 0
  let derivative = GateDerivative.pathwise

  init(_ parameters: Parameters) throws(ParameterError) {}
  init() {}

  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    (1, 0)
  }
  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar { 1 }
  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar { 1 }
}
