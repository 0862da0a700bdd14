import CKernels
import TestSupport
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

  /// Against the same laws in Float64 at the very same numbers, and on every path the same bits.
  @Test(arguments: [Float(1), 2.5, 0.3]) func noisyLaws(_ inverse: Float) {
    let count = Self.z.count
    let choice = Self.u.reversed() as [Float]
    for table in tables {
      let concrete = Self.run { table.concrete_gate(Self.z, Self.u, inverse, $0, $1, count) }
      let g2 = Self.run { table.g2_gate(Self.z, Self.u, choice, 0.4, inverse, $0, $1, count) }
      let always = Self.run { table.g2_gate(Self.z, Self.u, choice, 2, inverse, $0, $1, count) }
      let never = Self.run { table.g2_gate(Self.z, Self.u, choice, 0, inverse, $0, $1, count) }
      let plain = Self.run { table.sigmoid_gate(Self.z, inverse, $0, $1, count) }
      let hard = Self.run { table.hard_concrete_gate(Self.z, Self.u, inverse, -0.1, 1.1, $0, $1, count) }
      for part in 0..<2 {
        #expect(comparable(always[part]) == comparable(concrete[part]))
        #expect(comparable(never[part]) == comparable(plain[part]))
        let mixed = (0..<count).map { choice[$0] < 0.4 ? concrete[part][$0] : plain[part][$0] }
        #expect(comparable(g2[part]) == comparable(mixed))
      }
      for (e, z) in Self.z.enumerated() {
        guard !z.isNaN else {
          #expect([concrete, g2, hard].allSatisfy { $0[0][e].isNaN && $0[1][e].isNaN })
          continue
        }
        let x = (z - ckernels_logit_f32(Self.u[e])) * inverse
        let value = ckernels_sigmoid_f64(Double(x))
        let slope = value * ckernels_sigmoid_f64(-Double(x)) * Double(inverse)
        #expect(concrete[0][e] == ckernels_sigmoid_f32(x))
        #expect(abs(Double(concrete[1][e]) - slope) <= max(slope * 8 * 0x1p-23, 0x1p-148 * Double(inverse)))
        let stretched = concrete[0][e] * (Float(1.1) - Float(-0.1)) + -0.1
        #expect(hard[0][e] == min(max(stretched, 0), 1))
        let inside = stretched > 0 && stretched < 1
        #expect(hard[1][e] == (inside ? concrete[1][e] * (Float(1.1) - Float(-0.1)) : 0))
      }
    }
  }

  @Test func noisyPathsSameBits() {
    let count = Self.z.count
    for table in tables {
      let mine = Self.run { table.hard_concrete_gate(Self.z, Self.u, 0.7, -0.2, 1.3, $0, $1, count) }
      let plain = Self.run { portable.hard_concrete_gate(Self.z, Self.u, 0.7, -0.2, 1.3, $0, $1, count) }
      #expect(mine.map(comparable) == plain.map(comparable))
      // One slice for both outputs holds the slopes.
      let both = Self.run { table.concrete_gate(Self.z, Self.u, 0.7, $0, $1, count) }
      var one = Self.z
      one.withUnsafeMutableBufferPointer {
        table.concrete_gate($0.baseAddress!, Self.u, 0.7, $0.baseAddress!, $0.baseAddress!, count)
      }
      #expect(comparable(one) == comparable(both[1]))
      for part in 0..<40 {
        var gates = [Float](repeating: -7, count: part + 1)
        var slopes = gates
        table.hard_concrete_gate(Self.z, Self.u, 0.7, -0.2, 1.3, &gates, &slopes, part)
        #expect(gates[part] == -7 && slopes[part] == -7)
        #expect(Array(gates.prefix(part)) == Array(mine[0].prefix(part)))
      }
    }
  }

  /// The two gates with Gaussian noise, step by step in Float32 at the kernels' own Φ⁻¹ and σ.
  @Test func gaussianLaws() {
    let count = Self.z.count
    var law = ckernels_noisy_hard_sigmoid(alpha: 1.15, leak: -0.15, scale: 0.25, rho: 1.5)
    for table in tables {
      let stochastic = Self.run { table.stochastic_gate(Self.z, Self.u, 0.4, $0, $1, count) }
      let noisy = Self.run { table.noisy_hard_sigmoid_gate(&law, Self.z, Self.u, $0, $1, count) }
      for (e, z) in Self.z.enumerated() {
        guard !z.isNaN else {
          #expect([stochastic, noisy].allSatisfy { $0[0][e].isNaN && $0[1][e].isNaN })
          continue
        }
        let u = Self.u[e]
        let line: Float = z + 0.5 - 0.4 * ckernels_normal_quantile_f32(u)
        #expect(stochastic[0][e] == min(max(line, 0), 1))
        #expect(stochastic[1][e] == (line > 0 && line < 1 ? 1 : 0))
        let noise = -ckernels_normal_quantile_f32((z > 0 ? u : 1 - u) / 2)
        let v: Float = z / 4 + 0.5
        let h = min(max(v, 0), 1)
        let depth = ckernels_sigmoid_f32(1.5 * (h - v)) - 0.5
        let spread: Float = 0.25 * depth * depth * noise
        let leaking: Float = 1.15 * h - 0.15 * v
        #expect(noisy[0][e] == (z > 0 ? leaking + spread : leaking - spread))
        let growth: Float = 0.25 * 1.5 * 0.5
        let growing: Float = growth * depth * (0.25 - depth * depth) * noise
        let outside: Float = z > 0 ? -0.15 * 0.25 - growing : -0.15 * 0.25 + growing
        #expect(noisy[1][e] == (abs(z) < 2 ? 0.25 : outside))
      }
      #expect(
        stochastic.map(comparable)
          == Self.run { portable.stochastic_gate(Self.z, Self.u, 0.4, $0, $1, count) }.map(comparable))
    }
  }
}
