import Catalog
import Gating

/// A gate that is a line of its pre-activation, by default the pre-activation itself: what makes a step's arithmetic exact
/// in tests.
struct AffineGate: ElementwiseGatePolicy {
  static let description = KindDescription("affine", summary: "g = slope·z + offset.")
  /// A gate that is 1 whatever its pre-activation.
  static let open = AffineGate(slope: 0, offset: 1)

  let drawsPerUnit = 0
  let slope, offset: Double

  init(slope: Double = 1, offset: Double = 0) { (self.slope, self.offset) = (slope, offset) }
  init(_ parameters: Parameters) throws(ParameterError) { self.init() }

  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    (evaluate(z), Scalar(slope))
  }
  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar { Scalar(slope) * z + Scalar(offset) }
  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar { evaluate(z) }
}
