package import Gating

/// Pre-activations the laws are checked at, increasing, exact in single precision: a grid, and all that is extreme.
package let gridOfPreActivations: [Float] = {
  let extremes: [Float] = [
    0x1p-149, 0x1p-133, 1e-10, 1e-3, 40, 87, 89, 104, 200, 800, 1e10, .greatestFiniteMagnitude,
  ]
  let grid = (-128...128).map { Float($0) * 0.171875 }
  return (grid + extremes + extremes.map { -$0 } + [-.infinity, .infinity]).sorted()
}()

/// Uniforms the laws are checked at, increasing, from the lattice (k + ½)·2⁻²³ the engines draw from.
package let gridOfUniforms: [Float] = [
  0, 1, 83_886, 1_500_000, 4_194_303, 4_194_304, 5_000_000, 8_000_000, 8_388_607,
].map { (Float($0) + 0.5) * 0x1p-23 }

/// Pre-activations on both sides of every kink, where gates are neither 0 nor 1.
package let moderatePreActivations = stride(from: -6.03, through: 6, by: 0.11).map { $0 }

/// The uniforms of one slice with the same draws in every unit: all first draws, then all second draws.
package func draws<Scalar: GateScalar>(
  _ policy: any GatePolicy, count: Int, _ first: Scalar, _ second: Scalar
) -> [Scalar] {
  let perUnit = [first, second].prefix(policy.drawsPerUnit)
  return perUnit.flatMap { [Scalar](repeating: $0, count: count) }
}

/// The pairs of draws the laws go through: as many as the policy uses, the rest fixed.
package func pairsOfDraws(_ policy: any GatePolicy) -> [(first: Float, second: Float)] {
  switch policy.drawsPerUnit {
  case 0: [(0.5, 0.5)]
  case 1: gridOfUniforms.map { ($0, 0.5) }
  default: gridOfUniforms.flatMap { first in gridOfUniforms.map { (first, $0) } }
  }
}
