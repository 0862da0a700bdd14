public import Catalog

/// The activation of a network's read-out: y = activation(W·h + b).
///
/// A read-out of your own is one file and, in your program, `Extensions(readouts: [MyReadout.self])`. Outputs must not depend
/// on the processor: + − × / and √ do not, nor do the functions of `VectorMath`.
public protocol Readout: KindWithoutSettings where Family == any Readout {
  /// The targets that its outputs can be compared with.
  static var targets: [TargetKind] { get }

  /// Fills y with the outputs of rows of `width` pre-activations a; NaN stays NaN.
  func outputs(_ a: Span<Float>, width: Int, into y: inout MutableSpan<Float>)
  /// The same in double precision.
  func outputs(_ a: Span<Double>, width: Int, into y: inout MutableSpan<Double>)

  /// Turns ∂ℓ/∂y of rows of `width` outputs y, in `slopes`, into ∂ℓ/∂a.
  func pullBack(_ slopes: inout MutableSpan<Double>, outputs y: Span<Double>, width: Int)
}

extension Readout {
  /// The read-out, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any Readout {
    try Self(parameters)
  }
}

/// A read-out as a network's configuration has it: compared by its kind.
public typealias ReadoutKind = KindSpecification<any Readout>

extension ReadoutKind {
  /// A read-out.
  public init(_ readout: some Readout) {
    do { self.init(try Parameters(type(of: readout).description), readout) } catch {
      preconditionFailure("a read-out has no settings: \(error)")
    }
  }

  /// y = a.
  public static var linear: ReadoutKind { ReadoutKind(LinearReadout()) }
  /// y = σ(a).
  public static var sigmoid: ReadoutKind { ReadoutKind(SigmoidReadout()) }
  /// y_j = exp(a_j)/Σ_l exp(a_l).
  public static var softmax: ReadoutKind { ReadoutKind(SoftmaxReadout()) }
  /// y = exp(a).
  public static var exponential: ReadoutKind { ReadoutKind(ExponentialReadout()) }
}
