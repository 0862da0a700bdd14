public import Gating

/// The two precisions in which a cell steps: `Float` in the fast engine, `Double` in the reference engine.
///
/// The protocol is not meant for further conformances.
public protocol CellScalar: GateScalar {
  /// The step forward of a ``Mixture``.
  static func mix(_ mixture: Mixture, _ step: CellStep<Self>)
  /// Its step back.
  static func mixBackward(_ mixture: Mixture, _ step: CellReturn<Self>)
}
