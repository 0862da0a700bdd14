import Catalog
import Gating
import SluiceTesting
import Testing

/// The sigmoid a gap beyond the threshold.
@Suite struct GappedStraightThroughTests {
  private func rule(_ temperature: Double, _ gap: String) throws -> any SurrogateGradient {
    try SurrogateCatalog().make(
      "gapped_straight_through", ["temperature": .number(temperature), "gap": .text(gap)])
  }

  /// The slopes at the two values of a gate, the closed one first.
  private func slopes(_ rule: any SurrogateGradient, _ z: Double, temperature: Double = 1) -> [Double] {
    let p = VectorMath.sigmoid(z / temperature)
    return Double.replace(
      rule, p: [p, p], z: [z, z], u: [], gates: [0, 1], threshold: 0, temperature: temperature, epoch: 0)
  }

  /// f(b) = (b − 0.45)²; at logit 1 the margin is never beyond the gap, at logit 2 it is.
  @Test(
    arguments: [
      (1, "one", 0.5, 0.1180373915, 3.468e-2, 1e-5), (1, "one", 2.0 / 3, 0.1257566695, 3.936e-2, 1e-5),
      (1, "one", 1, 0.1105189410, 3.040e-2, 1e-5), (1, "probability", 0.5, 0.0027938610, 8.090e-3, 1e-6),
      (1, "probability", 2.0 / 3, 0.0256316244, 1.417e-2, 1e-5),
      (1, "probability", 1, 0.0542731749, 1.739e-2, 1e-5), (2, "one", 0.5, 0.0116979961, 5.4506e-3, 1e-7),
      (2, "one", 1, 0.0806328023, 8.9794e-3, 1e-7),
    ] as [(Double, String, Double, Double, Double, Double)])
  func oneGate(
    _ z: Double, _ gap: String, _ temperature: Double, _ mean: Double, _ variance: Double, _ digit: Double
  ) throws {
    let (p, slopes) = (VectorMath.sigmoid(z), slopes(try rule(temperature, gap), z))
    let (closed, open) = (2 * (0 - 0.45) * slopes[0], 2 * (1 - 0.45) * slopes[1])
    let found = (1 - p) * closed + p * open
    #expect(abs(found - mean) < 0.51e-10, "\(found)")
    #expect(abs(p * (1 - p) * (open - closed) * (open - closed) - variance) < 0.51 * digit)
  }

  /// Both temperatures divide, and the gap is in units of the logit.
  @Test func atATemperatureOfThePolicy() throws {
    let found = slopes(try rule(0.5, "one"), 3, temperature: 2)
    let (far, near) = (VectorMath.sigmoid(1.5 / 0.5), VectorMath.sigmoid(1 / 0.5))
    #expect(abs(found[1] - far * (1 - far) / (0.5 * 2)) < 1e-15)
    #expect(abs(found[0] - near * (1 - near) / (0.5 * 2)) < 1e-15)
  }

  /// Far from the threshold the slope is finite whatever the gate, and 0 at the value that is certain.
  @Test(arguments: ["one", "probability"]) func farAway(_ gap: String) throws {
    for z in [40, 700, 1e4, 1e300] {
      let found = slopes(try rule(0.5, gap), z)
      #expect(found[0] > 0.1 && found[0] < 1 && found[1] >= 0 && found[1] < 1e-16, "\(found)")
    }
  }
}
