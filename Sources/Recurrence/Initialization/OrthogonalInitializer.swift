public import Catalog
import Gating
public import RandomStreams

/// Every gate's matrix orthogonal, drawn without a preferred direction; biases 0.
///
/// A square W has WᵀW = a²·1; a tall one has orthonormal columns and a wide one orthonormal rows, times the
/// gain a. One normal draw for each weight, then Gram–Schmidt in Float64: the cost grows with the width's cube, some
/// seconds from 1,000 units on.
public struct OrthogonalInitializer: WeightInitializer {
  /// The catalog entry.
  public static let description = KindDescription(
    "orthogonal", summary: "Every gate's matrix orthogonal, drawn without a preferred direction; biases 0.",
    formula: "WᵀW = a²·1", source: "Saxe, McClelland, Ganguli 2014, 1312.6120",
    parameters: [
      Parameter(
        "gain", .number(.positive), default: .number(1), summary: "a, what the matrix multiplies lengths by.")
    ])

  private let gain: Double

  /// Reads `gain`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    gain = parameters.number("gain")
  }

  /// Draws one block, matrix after matrix; nothing is drawn for a bias.
  public func draw(_ shape: WeightShape, from stream: inout RandomStream) -> [Float] {
    guard !shape.isBias else { return Array(repeating: 0, count: shape.count) }
    var weights: [Float] = []
    for _ in 0..<shape.groups {
      weights += matrix(rows: shape.rows, columns: shape.columns, from: &stream)
    }
    return weights
  }

  private func matrix(rows: Int, columns: Int, from stream: inout RandomStream) -> [Float] {
    let (count, length) = (min(rows, columns), max(rows, columns))
    var vectors: [[Double]] = []
    for _ in 0..<count {
      let normal = (0..<length).map { _ in VectorMath.normalQuantile(Double(stream.nextUniform())) }
      vectors.append(Orthonormal.extending(vectors, by: normal))
    }
    return (0..<rows).flatMap { row in
      (0..<columns).map { column in
        Float(gain * (rows >= columns ? vectors[column][row] : vectors[row][column]))
      }
    }
  }
}
