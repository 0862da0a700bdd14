import Catalog
import Gating

/// A gate that is its own pre-activation: what makes a step's arithmetic exact in tests.
struct AffineGate: ElementwiseGatePolicy {
  static let description = KindDescription("affine", summary: "g = z.")
  let drawsPerUnit = 0
  let derivative = GateDerivative.pathwise

  init(_ parameters: Parameters) throws(ParameterError) {}
  init() {}

  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    (z, 1)
  }
  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar { z }
  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar { z }
}
