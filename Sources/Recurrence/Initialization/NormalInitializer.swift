public import Catalog
import Gating
public import RandomStreams

/// Weights normal around 0; biases 0.
///
/// One draw a weight: w = s·Φ⁻¹(u).
public struct NormalInitializer: WeightInitializer {
  /// The catalog entry.
  public static let description = KindDescription(
    "normal", summary: "Weights normal around 0; biases 0.", formula: "w = s·Φ⁻¹(u)",
    parameters: [
      Parameter(
        "standard_deviation", .number(.positive), default: .number(0.1),
        summary: "s, the standard deviation of the weights.")
    ])

  private let standardDeviation: Double

  /// Reads `standard_deviation`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    standardDeviation = parameters.number("standard_deviation")
  }

  /// Draws one block; nothing is drawn for a bias.
  public func draw(_ shape: WeightShape, from stream: inout RandomStream) -> [Float] {
    guard !shape.isBias else { return Array(repeating: 0, count: shape.count) }
    return (0..<shape.count).map { _ in
      Float(standardDeviation * VectorMath.normalQuantile(Double(stream.nextUniform())))
    }
  }
}
