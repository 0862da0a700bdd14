import Catalog
import Gating
import SluiceTesting
import Testing

/// The relaxation of a draw, averaged over the draws that give the same gate.
@Suite struct GumbelRaoTests {
  private func rule(_ temperature: Double) throws -> any SurrogateGradient {
    try SurrogateCatalog().make("gumbel_rao", ["temperature": .number(temperature)])
  }

  /// The slopes at the two values of a gate, the closed one first.
  private func slopes(_ rule: any SurrogateGradient, _ z: Double, temperature: Double = 1) -> [Double] {
    let p = VectorMath.sigmoid(z / temperature)
    return Double.replace(
      rule, p: [p, p], z: [z, z], u: [(1 + p) / 2, p / 2], gates: [0, 1], threshold: 0,
      temperature: temperature, epoch: 0)
  }

  /// f(b) = (b − 0.45)² at logit 1: the mean of `straight_through_gumbel`, and less variance.
  @Test(arguments: [
    (0.1, 0.0319804660, 4.234e-2), (0.5, 0.0634342043, 3.126e-2), (2.0 / 3, 0.0677481679, 2.691e-2),
    (1, 0.0682427011, 1.978e-2),
  ])
  func oneGate(_ temperature: Double, _ reference: Double, _ variance: Double) throws {
    let (p, slopes) = (VectorMath.sigmoid(1.0), slopes(try rule(temperature), 1))
    let (closed, open) = (2 * (0 - 0.45) * slopes[0], 2 * (1 - 0.45) * slopes[1])
    let mean = (1 - p) * closed + p * open
    #expect(abs(mean - reference) < 1e-9, "\(mean)")
    #expect(abs(p * (1 - p) * (open - closed) * (open - closed) - variance) < 0.51e-5)
  }

  /// The average of `straight_through_gumbel` over u below p, and over u above it, by the midpoints of 200,000 strata.
  @Test(arguments: [0.3, 0.5, 1], [-2.5, -0.4, 0, 1, 3])
  func averageOfTheDraws(_ temperature: Double, _ z: Double) throws {
    let sampled = try SurrogateCatalog().make(
      "straight_through_gumbel", ["temperature": .number(temperature)])
    let (p, count) = (VectorMath.sigmoid(z / 0.8), 200_000)
    let found = slopes(try rule(temperature), z, temperature: 0.8)
    for gate in [0, 1] {
      let uniforms = (0..<count).map { k in
        let share = (Double(k) + 0.5) / Double(count)
        return gate == 1 ? p * share : p + (1 - p) * share
      }
      let each = Double.replace(
        sampled, p: uniforms.map { _ in p }, z: uniforms.map { _ in z }, u: uniforms,
        gates: uniforms.map { _ in Double(gate) }, threshold: 0, temperature: 0.8, epoch: 0)
      let mean = each.reduce(0, +) / Double(count)
      #expect(abs(found[gate] - mean) < 1e-6, "\(gate): \(found[gate]) against \(mean)")
    }
  }

  /// ½·|g − p|/T is the limit of τ → 0, which the slope nears in proportion to τ.
  @Test(arguments: [-3, -0.4, 0, 1, 2.5])
  func reinMaxIsTheLimit(_ z: Double) throws {
    let limit = slopes(try SurrogateCatalog().make("reinmax"), z, temperature: 2)
    for gate in [0, 1] {
      let errors = try [0.04, 0.01].map { slopes(try rule($0), z, temperature: 2)[gate] - limit[gate] }
      #expect(errors[1].magnitude < 0.005 && errors[1].magnitude <= errors[0].magnitude, "\(errors)")
    }
  }

  /// Far from the threshold the slope is finite whatever the gate, and 0 at the value that is certain.
  @Test func farAway() throws {
    for z in [40, 700, 1e4, 1e300] {
      let found = slopes(try rule(0.5), z)
      #expect(found[0].isFinite && found[0] > 0 && found[1] >= 0 && found[1] < 1e-16, "\(found)")
    }
  }
}
