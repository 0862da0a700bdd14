import Catalog
import Testing

@Suite struct CosineScheduleTests {
  /// cos(πx) in 40-digit arithmetic, apart from this program, for arguments that are exact in double precision.
  private static let references: [(x: Double, cosine: Double)] = [
    (0, 1), (0.125, 0.9238795325112867561281831893967882868224),
    (0.25, 0.7071067811865475244008443621048490392848),
    (0.4375, 0.1950903220161282678482848684770222409277), (0.5, 0),
    (0.625, -0.3826834323650897717284599840303988667613),
    (0.875, -0.9238795325112867561281831893967882868224),
    (1, -1),
  ]

  @Test func theCosineOfHalfATurn() {
    for (x, cosine) in Self.references { #expect(abs(HalfTurn.cosine(x) - cosine) <= 3e-16, "x = \(x)") }
  }

  /// cos²(πx) + cos²(π(½ − x)) = 1, over a grid that no reference covers.
  @Test func theIdentityOfPythagoras() {
    for i in 0...1000 {
      let x = Double(i) / 2000
      let (a, b) = (HalfTurn.cosine(x), HalfTurn.cosine(0.5 - x))
      #expect(abs(a * a + b * b - 1) <= 1e-15, "x = \(x)")
    }
  }

  /// The bits, which must be the same on every machine.
  @Test func theBits() {
    #expect(
      [0.1, 0.3, 0.7].map { String(HalfTurn.cosine($0).bitPattern, radix: 16) } == [
        "3fee6f0e134454ff", "3fe2cf2304755a5e", "bfe2cf2304755a5d",
      ])
  }

  @Test func fourUpdatesFromOneToZeroPointOne() throws {
    let schedule = try ScheduleTests.schedule(ScheduleTests.ramp("cosine", 1, 0.1, 4))
    let found = (0...5).map { schedule.value(update: $0, epoch: 0) }
    // 0.1 + 0.45·(1 + cos(π·t/4)).
    let expected = [1, 0.8681980515339464, 0.55, 0.23180194846605364, 0.1, 0.1]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 4 * b.ulp) }
    #expect(found[0] == 1 && found[4] == 0.1)
  }
}
