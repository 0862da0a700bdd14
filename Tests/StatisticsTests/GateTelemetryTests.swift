import RandomStreams
import Statistics
import Testing

@Suite struct GateTelemetryTests {
  @Test func countsWhatItSees() {
    var telemetry = GateTelemetry()
    let first = [0, 0.25, 0.5, 1], second = [1, 0.75, 0.5, 0]
    telemetry.add(first.span)
    telemetry.add(second.span, after: first.span)
    telemetry.add(probabilities: first.span, retention: .keep)
    #expect(telemetry.count == 8 && telemetry.mean == 0.5)
    #expect(agree(telemetry.variance, (4 * 0.25 + 2 * 0.0625) / 8))
    #expect(telemetry.openRate == 3.0 / 8 && telemetry.switchingRate == 0.75)
    #expect(telemetry.probabilities.saturation == 0.5)
    #expect(telemetry.minimum == 0 && telemetry.maximum == 1)
    #expect(telemetry.histogram[0] == 2 && telemetry.histogram[19] == 2 && telemetry.histogram[10] == 2)
    #expect(telemetry.histogram[5] == 1 && telemetry.histogram[15] == 1)
  }

  @Test func slicesAgreeWithTheWhole() {
    var stream = RandomStream(key("telemetry"))
    let values = (0..<1000).map { _ in 0.7 + 1e-6 * stream.uniform() }
    var sliced = GateTelemetry()
    var rest = values[...]
    while !rest.isEmpty {
      let slice = Array(rest.prefix(stream.integer(1...90)))
      sliced.add(slice.span)
      rest = rest.dropFirst(slice.count)
    }
    let moments = Moments(values)
    #expect(agree(sliced.mean, moments.mean!, within: 1e-14))
    let variance = moments.standardDeviation! * moments.standardDeviation! * 999 / 1000
    #expect(agree(sliced.variance, variance, within: 1e-9))
    #expect(sliced.count == 1000 && sliced.histogram.reduce(0, +) == 1000)
  }

  @Test func nothingSeenHasNoStatistics() {
    var telemetry = GateTelemetry()
    telemetry.add([Double]().span)
    #expect(telemetry.statistics.isEmpty && telemetry.mean == nil)
  }

  @Test func aDivergedNetworkShows() {
    var telemetry = GateTelemetry()
    telemetry.add([Double.nan, 0.9, -.infinity, .infinity].span)
    #expect(telemetry.mean!.isNaN && telemetry.notNumbers == 1)
    #expect(telemetry.openRate == 0.5 && telemetry.histogram[0] == 1 && telemetry.histogram[19] == 1)
  }

  @Test func statisticsHaveFixedNames() {
    var telemetry = GateTelemetry()
    let (off, on) = ([0.1], [0.9])
    telemetry.add(off.span)
    telemetry.add(on.span, after: off.span)
    telemetry.add(off.span, after: on.span)
    telemetry.add(probabilities: on.span, retention: .keep)
    let names = telemetry.statistics.map(\.name)
    #expect(
      names.prefix(11) == [
        "mean", "variance", "minimum", "maximum", "open_rate", "entropy", "saturation", "switching_rate",
        "dwell_on", "dwell_off", "half_life",
      ])
    #expect(names.dropFirst(11).elementsEqual((0..<20).map { $0 < 10 ? "bin_0\($0)" : "bin_\($0)" }))
  }
}
