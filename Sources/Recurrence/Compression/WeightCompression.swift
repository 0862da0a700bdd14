/// Makes the weights of input and forget gates coarser, to see how much a trained network needs their precision.
///
/// Of each layer of an LSTM the four matrices that feed the input and the forget gate from the inputs and from the hidden
/// state (with full gate recurrence, also the two from the gates), and of other cells those that feed any gate, each on its own, become in this order
///
/// 1. the nearest matrix of at most ``rank``,
/// 2. rounded: r·⌊w/r⌉ with r = ``rounding``, a tie going to the even multiple,
/// 3. clipped to [−c, c] with c = ``limit``.
///
/// Steps that are `nil` are left out. The embedding, biases, peepholes, the candidate, the output gate and the read-out stay as they are. All steps
/// are computed in Float64 from the weights as they stand. Nothing is random.
///
/// Gates that are nearly 0 or 1 hardly move with their pre-activations, so a network whose gates were trained
/// to be so should lose less: the robustness test of G2-LSTM, with r = 0.2 and c = 0.4 for its
/// language models (Li et al. 2018, 1806.02988; which matrices, and that each is decomposed alone, stands in their code).
public struct WeightCompression: Sendable, Hashable {
  /// r: weights become multiples of it; `nil` for no rounding.
  public let rounding: Double?
  /// c: the largest magnitude of a weight; `nil` for no clipping.
  public let limit: Double?
  /// The largest rank of a matrix; `nil` for no decomposition.
  public let rank: Int?

  /// A compression; r and c must be positive and finite, the rank at least 1.
  public init(rounding: Double? = nil, limit: Double? = nil, rank: Int? = nil) {
    precondition(rounding.map { $0 > 0 && $0.isFinite } ?? true, "rounding to multiples of a positive number")
    precondition(limit.map { $0 > 0 && $0.isFinite } ?? true, "clipping to a positive number")
    precondition(rank.map { $0 > 0 } ?? true, "a rank is at least 1")
    self.rounding = rounding
    self.limit = limit
    self.rank = rank
  }

  /// The parameters of a network after compression; the order is that of ``ParameterLayout``.
  public func compressed<Scalar: BinaryFloatingPoint>(
    _ parameters: [Scalar], _ configuration: NetworkConfiguration
  ) -> [Scalar] {
    var result = parameters
    for matrix in Self.matrices(configuration) {
      var weights = parameters[matrix.range].map { Double($0) }
      if let rank {
        weights = LowRank.nearest(to: weights, rows: matrix.rows, columns: matrix.columns, rank: rank)
      }
      for (index, weight) in zip(matrix.range, weights) { result[index] = Scalar(coarse(weight)) }
    }
    return result
  }

  /// NaN stays NaN, so that a diverged network shows.
  private func coarse(_ weight: Double) -> Double {
    var weight = weight
    if let rounding { weight = (weight / rounding).rounded(.toNearestOrEven) * rounding }
    guard let limit else { return weight }
    return weight > limit ? limit : weight < -limit ? -limit : weight
  }

  /// The compressed matrices, layer by layer.
  private static func matrices(_ configuration: NetworkConfiguration) -> [(
    range: Range<Int>, rows: Int, columns: Int
  )] {
    let (layout, n) = (configuration.layout, configuration.hidden)
    let blocks = configuration.structure.compressed
    return (0..<configuration.layers).flatMap { layer in
      let weights =
        blocks.compactMap { layout.inputWeights(of: $0, layer: layer) }
        + blocks.compactMap { layout.recurrentWeights(of: $0, layer: layer) }
      let gates = layout.gateWeights(layer: layer).map { block in
        [CellGate.input, .forget].map { block.range(group: $0.index, hidden: n) }
      }
      return (weights + (gates ?? [])).map { ($0, n, $0.count / n) }
    }
  }
}
