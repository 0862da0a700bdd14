public import Catalog
public import RandomStreams

/// Weights and biases uniform between −1/√n and 1/√n, n the width of the hidden state.
///
/// The law of `torch.nn.LSTM`, and with the hidden state as its input that of `torch.nn.Linear`. One draw a
/// parameter: w = (2u − 1)/√n.
public struct UniformInitializer: WeightInitializer {
  /// The catalog entry.
  public static let description = KindDescription(
    "uniform", summary: "Weights and biases uniform between −1/√n and 1/√n, n the width of the hidden state.",
    formula: "w = (2u − 1)/√n")

  /// The law, which has no settings.
  public init(_ parameters: Parameters) throws(ParameterError) {}

  /// Draws one block.
  public func draw(_ shape: WeightShape, from stream: inout RandomStream) -> [Float] {
    let bound = 1 / Double(shape.hidden).squareRoot()
    return (0..<shape.count).map { _ in Float((2 * Double(stream.nextUniform()) - 1) * bound) }
  }
}
