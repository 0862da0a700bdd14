import Catalog
import Sequences
import Testing

/// Quantile regression.
@Suite struct PinballLossTests {
  private static func loss(_ levels: [Double]) throws -> PinballLoss {
    try PinballLoss(settings: ["quantiles": .list(levels.map { .number($0) })])
  }

  /// Two targets of two levels: the mean over levels of (t − q)(τ − 1[t < q]), crossed outputs as they are.
  @Test func values() throws {
    let loss = try Self.loss([0.25, 0.75])
    var rows = LossRows(width: 4, targetWidth: 2)
    rows.outputs = [1, 3, 5, 2]
    rows.targets = [2, 4]
    rows.counts = [true, true]
    var (losses, slopes) = ([0.0], [0.0, 0, 0, 0])
    func measure() {
      var lossSpan = losses.mutableSpan
      var slopeSpan = slopes.mutableSpan
      var none: [Double] = []
      var noSpan = none.mutableSpan
      loss.measure(rows, losses: &lossSpan, slopes: &slopeSpan, constantSlopes: &noSpan)
    }
    measure()
    // (1·¼ + 1·¼)/2 and, with the levels crossed, (1·¾ + 2·¾)/2.
    #expect(losses[0] == 0.25 + 1.125)
    #expect(slopes == [-0.125, 0.125, 0.375, -0.375])
    rows.outputs[0] = 2
    measure()
    #expect(slopes[0] == 0)
  }

  @Test(arguments: [[], [0.5, 0.5], [0.9, 0.1], [0, 0.5], [0.5, 1]])
  func levelsRise(_ levels: [Double]) {
    #expect(throws: ParameterError.self) { try Self.loss(levels) }
  }

  @Test func usualLevels() throws {
    #expect(try PinballLoss(settings: [:]).levels == [0.05, 0.5, 0.95])
    guard case .quantiles(let levels) = try Self.loss([0.1, 0.5]).forecast else { throw TestError() }
    #expect(levels == [0.1, 0.5])
  }

  private struct TestError: Error {}
}
