import CKernels
import Testing

@Suite struct GateKernelTests {
  static let z: [Float] = {
    var scatter = Scatter(12)
    return scatter.floats(400).map { $0 * 30 } + [0, -0.0, .infinity, -.infinity, .nan, 100, -100, 1e-30]
  }()
  static let u: [Float] = {
    var scatter = Scatter(13)
    return z.map { _ in (scatter.float() + 1) / 2 }
  }()

  /// Gate values and slopes (or probabilities) of one law.
  static func run(_ law: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void) -> [[Float]] {
    var slopes = [Float](repeating: 0, count: z.count)
    let gates: [Float] = written(z.count) { law($0, &slopes) }
    return [gates, slopes]
  }

  @Test(arguments: [Float(1), 2.5]) func laws(_ inverse: Float) {
    let count = Self.z.count
    for table in tables {
      let sigmoid = Self.run { table.sigmoid_gate(Self.z, inverse, $0, $1, count) }
      let bernoulli = Self.run { table.bernoulli_gate(Self.z, Self.u, inverse, $0, $1, count) }
      let threshold = Self.run { table.threshold_gate(Self.z, 0.5, $0, $1, count) }
      var surrogate = bernoulli[1]
      table.sigmoid_surrogate(&surrogate, inverse, count)
      let p = Self.z.map { ckernels_sigmoid_f32($0 * inverse) }
      #expect(comparable(sigmoid[0]) == comparable(p))
      #expect(comparable(bernoulli[1]) == comparable(p))
      #expect(comparable(threshold[1]) == comparable(Self.z.map { ckernels_sigmoid_f32($0 - 0.5) }))
      #expect(comparable(surrogate) == comparable(p.map { $0 * (1 - $0) * inverse }))
      for (e, z) in Self.z.enumerated() {
        guard !z.isNaN else {
          #expect(
            sigmoid[0][e].isNaN && sigmoid[1][e].isNaN && bernoulli[0][e].isNaN && threshold[0][e].isNaN)
          continue
        }
        #expect(bernoulli[0][e] == (Self.u[e] < p[e] ? 1 : 0))
        #expect(threshold[0][e] == (z > 0.5 ? 1 : 0))
        // σ′ = σ(z)·σ(−z), without cancellation at either end.
        let slope = ckernels_sigmoid_f64(Double(z * inverse)) * ckernels_sigmoid_f64(Double(-z * inverse))
        let error = abs(Double(sigmoid[1][e]) - slope * Double(inverse))
        #expect(error <= max(slope * 8 * 0x1p-23, 0x1p-148) * Double(inverse))
      }
    }
  }

  @Test func samePathsSameBits() {
    let count = Self.z.count
    for table in tables {
      let mine = Self.run { table.sigmoid_gate(Self.z, 0.7, $0, $1, count) }
      let plain = Self.run { portable.sigmoid_gate(Self.z, 0.7, $0, $1, count) }
      #expect(mine.map(comparable) == plain.map(comparable))
      // A tail of every length.
      for part in 0..<40 {
        var gates = [Float](repeating: -7, count: part + 1)
        var other = gates
        table.bernoulli_gate(Self.z, Self.u, 1, &gates, &other, part)
        #expect(gates[part] == -7 && other[part] == -7)
        #expect(
          Array(gates.prefix(part))
            == zip(Self.z, Self.u).prefix(part).map { $1 < ckernels_sigmoid_f32($0) ? 1 : 0 })
      }
    }
  }
}
