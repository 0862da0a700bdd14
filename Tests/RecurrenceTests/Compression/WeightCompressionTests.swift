import Gating
import RandomStreams
import Recurrence
import Testing

/// What compression does to weights, by numbers worked out by hand, by matrices of known decomposition and by
/// the law that defines the nearest matrix of a rank.
@Suite struct WeightCompressionTests {
  private static let square = NetworkConfiguration(inputWidth: 4, hidden: 4, outputWidth: 1)

  /// Which entries of the flat vector may change: input and forget rows of both matrices of each layer.
  private static func gateWeights(_ configuration: NetworkConfiguration) -> Set<Int> {
    let (layout, n) = (configuration.layout, configuration.hidden)
    return Set(
      layout.blocks.filter { $0.name.hasSuffix("_weights") && $0.name.hasPrefix("layer") }
        .flatMap { $0.range.lowerBound..<$0.range.lowerBound + 2 * n * $0.columns })
  }

  private static func random(_ count: Int, seed: UInt64 = 1) -> [Double] {
    var stream = RandomStream(StreamKey(seed: seed, path: [.label("compression")]))
    return (0..<count).map { _ in 2 * Double(stream.nextUniform()) - 1 }
  }

  @Test(arguments: [
    (0.0, 0.0), (0.1, 0.0), (0.1001, 0.2), (0.25, 0.2), (0.31, 0.4), (0.39, 0.4), (0.7, 0.4), (-0.31, -0.4),
    (-7, -0.4), (0.29, 0.2), (-0.2, -0.2),
  ])
  func roundingAndClippingByHand(weight: Double, expected: Double) {
    let configuration = Self.square
    let compression = WeightCompression(rounding: 0.2, limit: 0.4)
    let weights = [Double](repeating: weight, count: configuration.layout.count)
    let compressed = compression.compressed(weights, configuration)
    let affected = Self.gateWeights(configuration)
    for index in weights.indices {
      #expect(abs(compressed[index] - (affected.contains(index) ? expected : weight)) < 1e-15)
    }
  }

  /// The clip is the last word, also where c is no multiple of r.
  @Test func clippingComesAfterRounding() {
    let weights = [Double](repeating: 0.9, count: Self.square.layout.count)
    let compressed = WeightCompression(rounding: 0.5, limit: 0.7).compressed(weights, Self.square)
    #expect(compressed[0] == 0.7)
  }

  @Test(arguments: [1, 2, 3], [LSTMVariant.vanilla, .fgr])
  func onlyTheWeightsOfInputAndForgetGatesChange(layers: Int, variant: LSTMVariant) {
    for embedding in [nil, Embedding(symbols: 7, width: 2)] {
      let configuration = NetworkConfiguration(
        inputWidth: 3, embedding: embedding, hidden: 5, layers: layers, outputWidth: 2, variant: variant,
        peepholes: true)
      let weights = Self.random(configuration.layout.count).map { Float($0) }
      let compressed = WeightCompression(rounding: 0.01, limit: 0.5, rank: 2).compressed(
        weights, configuration)
      let changed = Set(weights.indices.filter { weights[$0] != compressed[$0] })
      let affected = Self.gateWeights(configuration)
      #expect(changed.isSubset(of: affected))
      #expect(Double(changed.count) > 0.9 * Double(affected.count))
    }
  }

  /// A = Σ sₖ·hₖ·hₖᵀ/4 with the columns hₖ of a Hadamard matrix: the nearest matrix of rank r is the sum's start.
  @Test(arguments: [1, 2, 3, 4]) func aMatrixOfKnownDecomposition(rank: Int) {
    let (values, n) = ([8.0, 4, 2, 1], 4)
    func entry(_ row: Int, _ column: Int, terms: Int) -> Double {
      (0..<terms).reduce(0) { sum, k in
        func sign(_ i: Int) -> Double { (i & k).nonzeroBitCount % 2 == 0 ? 1 : -1 }
        return sum + values[k] * sign(row) * sign(column) / 4
      }
    }
    let configuration = Self.square
    var weights = [Double](repeating: 0.25, count: configuration.layout.count)
    let block = configuration.layout.inputWeights(layer: 0)!
    for index in 0..<n * n { weights[block.range.lowerBound + index] = entry(index / n, index % n, terms: 4) }
    let compressed = WeightCompression(rank: rank).compressed(weights, configuration)
    for index in 0..<n * n {
      let expected = entry(index / n, index % n, terms: rank)
      #expect(abs(compressed[block.range.lowerBound + index] - expected) < 1e-13)
    }
  }

  /// Of a 2 × 2 matrix the singular values have a closed form, and what is lost is the smaller: s₁² = (F² − √(F⁴ − 4·det²))/2
  /// with F² the sum of squares.
  @Test(arguments: 0..<20) func twoByTwo(seed: Int) {
    let configuration = NetworkConfiguration(inputWidth: 2, hidden: 2, outputWidth: 1)
    let weights = Self.random(configuration.layout.count, seed: UInt64(seed))
    let compressed = WeightCompression(rank: 1).compressed(weights, configuration)
    func determinant(_ matrix: [Double]) -> Double { matrix[0] * matrix[3] - matrix[1] * matrix[2] }
    let squares = Self.squaredDistance(weights.prefix(4), [0, 0, 0, 0])
    let area = determinant(weights)
    let root: Double = (squares * squares - 4 * area * area).squareRoot()
    let smaller: Double = (squares - root) / 2
    let lost = Self.squaredDistance(weights.prefix(4), compressed.prefix(4))
    #expect(abs(lost - smaller) < 1e-14)
    #expect(abs(determinant(compressed)) < 1e-15)
  }

  /// Σ (a − b)².
  private static func squaredDistance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
    var sum = 0.0
    for (a, b) in zip(a, b) { sum += (a - b) * (a - b) }
    return sum
  }

  /// Wide and tall: the input gate's matrix is 6 × m. The result has the rank, the rest is perpendicular to it, and doing it again
  /// changes nothing.
  @Test(arguments: [2, 3, 6, 9, 40], [1, 2, 4]) func rectangles(columns: Int, rank: Int) {
    let n = 6
    let configuration = NetworkConfiguration(inputWidth: columns, hidden: n, outputWidth: 1)
    let weights = Self.random(configuration.layout.count, seed: 3)
    let compression = WeightCompression(rank: rank)
    let compressed = compression.compressed(weights, configuration)
    let again = compression.compressed(compressed, configuration)
    for (first, second) in zip(compressed, again) { #expect(abs(first - second) < 1e-13) }
    let (a, b) = (Array(weights[0..<n * columns]), Array(compressed[0..<n * columns]))
    let rest = zip(a, b).map { $0 - $1 }
    #expect(abs(zip(rest, b).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
    #expect(Self.numericalRank(b, rows: n, columns: columns) == min(rank, n, columns))
    if rank >= min(n, columns) { #expect(a == b) }
  }

  /// No matrix of the rank is nearer: tried with products of random factors and with small steps away.
  @Test func nothingIsNearer() {
    let (n, rank) = (5, 2)
    let configuration = NetworkConfiguration(inputWidth: n, hidden: n, outputWidth: 1)
    let weights = Self.random(configuration.layout.count, seed: 5)
    let best = WeightCompression(rank: rank).compressed(weights, configuration)
    func distance(_ matrix: [Double]) -> Double {
      Self.squaredDistance(weights.prefix(n * n), matrix.prefix(n * n))
    }
    let least = distance(best)
    for trial in 0..<200 {
      // (1 + ε·R)·A_r has rank r too.
      let step = Self.random(n * n, seed: UInt64(100 + trial)).map { $0 * (trial % 2 == 0 ? 1e-3 : 0.3) }
      let other = (0..<n * n).map { index -> Double in
        var moved = best[index]
        for k in 0..<n { moved += step[index / n * n + k] * best[k * n + index % n] }
        return moved
      }
      #expect(distance(other) >= least)
    }
  }

  @Test func whatIsNotFiniteStaysSo() {
    var weights = Self.random(Self.square.layout.count)
    weights[1] = .nan
    let compressed = WeightCompression(rounding: 0.2, limit: 0.4, rank: 2).compressed(weights, Self.square)
    #expect(compressed[1].isNaN && compressed[0] == 0.2 * (weights[0] / 0.2).rounded(.toNearestOrEven))
  }

  /// Rank by Gaussian elimination with full pivoting.
  private static func numericalRank(_ matrix: [Double], rows: Int, columns: Int) -> Int {
    var left = (0..<rows).map { Array(matrix[$0 * columns..<($0 + 1) * columns]) }
    var rank = 0
    while let pivot = left.indices.flatMap({ row in left[row].indices.map { (row, $0) } })
      .max(by: { abs(left[$0.0][$0.1]) < abs(left[$1.0][$1.1]) }), abs(left[pivot.0][pivot.1]) > 1e-12
    {
      let row = left.remove(at: pivot.0)
      left = left.map { other in
        let factor = other[pivot.1] / row[pivot.1]
        return other.indices.map { other[$0] - factor * row[$0] }
      }
      rank += 1
    }
    return rank
  }
}
