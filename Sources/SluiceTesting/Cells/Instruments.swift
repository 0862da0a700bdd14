import Catalog
import Gating
import Recurrence

/// Noise on what is written alone.
struct WriteMask: StateNoise {
  static let description = KindDescription("write_mask", summary: "Drops what is written.")
  let masks: [StateMask]
  init(_ parameters: Parameters) throws(ParameterError) { self.init(rate: 0.4) }
  init(rate: Double) { masks = [StateMask(.write, rate: rate)] }
}

/// Noise with a mask for every target.
struct EveryMask: StateNoise {
  static let description = KindDescription("every_mask", summary: "A mask for every target.")
  let masks: [StateMask]
  init(_ parameters: Parameters) throws(ParameterError) { self.init(rate: 0.3) }
  init(rate: Double) { masks = StateMask.Target.allCases.map { StateMask($0, rate: rate) } }
}

/// A gate that has one value whatever it sees.
struct StuckGate: ElementwiseGatePolicy {
  static let description = KindDescription("stuck", summary: "One value.")
  let value: Double
  init(_ parameters: Parameters) throws(ParameterError) { self.init(value: 0) }
  init(value: Double) { self.value = value }
  var drawsPerUnit: Int { 0 }
  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    (Scalar(value), 0)
  }
  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar { Scalar(value) }
  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar { Scalar(value) }
}
