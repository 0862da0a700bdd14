public import Catalog
public import RandomStreams

/// The same forget bias for every unit.
///
/// At bias 1 a cell is kept with σ(1) = 0.73 a step. Nothing is drawn.
public struct ConstantForgetBias: BiasInitializer {
  /// The catalog entry.
  public static let description = KindDescription(
    "constant", summary: "The same forget bias for every unit; under erase it acts on what is kept.",
    formula: "b_f = value; −value under erase", source: "Gers, Schmidhuber, Cummins 2000",
    parameters: [Parameter("value", .number(.finite), default: .number(1), summary: "The bias of retention.")]
  )

  private let value: Double

  /// Reads `value`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    value = parameters.number("value")
  }

  /// The bias, `hidden` times.
  public func draw(hidden: Int, maximumSteps: Int, from stream: inout RandomStream) -> RetentionBias {
    RetentionBias(retention: Array(repeating: Float(value), count: hidden))
  }
}
