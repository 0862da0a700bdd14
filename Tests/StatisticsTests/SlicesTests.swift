import RandomStreams
import Statistics
import Testing

/// Slices that are added at once leave the same bits as slices that are added one by one, however many there are.
@Suite struct SlicesTests {
  private static let counts = [1, 2, 7, 8, 9, 20]
  private static let units = [1, 3, 64, 130]

  /// Values within and around [0, 1], with its ends, both zeros and more than one part of what is worked on at once.
  private func values(_ slices: Int, _ units: Int) -> [Double] {
    var stream = RandomStream(key("slices"))
    let special = [0, 1, -0.0, 0.5, -0.25, 1.25]
    return (0..<slices * units).map { _ in
      let place = stream.integer(0...11)
      return place < special.count ? special[place] : stream.uniform()
    }
  }

  private func slice(_ index: Int, _ units: Int, of values: borrowing [Double]) -> [Double] {
    Array(values[index * units..<(index + 1) * units])
  }

  @Test(arguments: counts, units) func momentsAndMeans(slices: Int, units: Int) {
    let values = values(slices, units)
    var (moments, mean) = (RunningMoments(), RunningMean())
    moments.add(values.span, slices: slices)
    mean.add(values.span, slices: slices)
    var (single, singleMean) = (RunningMoments(), RunningMean())
    for index in 0..<slices {
      single.add(slice(index, units, of: values).span)
      singleMean.add(slice(index, units, of: values).span)
    }
    #expect(moments == single && mean == singleMean)
    #expect(mean.value == moments.mean && mean.count == slices * units)
  }

  /// The sums as they are defined, one value after the other.
  @Test(arguments: counts, units) func sumsAreInOrder(slices: Int, units: Int) {
    let values = values(slices, units)
    var moments = RunningMoments()
    moments.add(values.span, slices: slices)
    var (count, mean, squares) = (0.0, 0.0, 0.0)
    for index in 0..<slices {
      let slice = slice(index, units, of: values)
      let own = slice.reduce(0, +) / Double(units)
      let shift = own - mean
      mean += shift * (Double(units) / (count + Double(units)))
      squares +=
        slice.reduce(0) { $0 + ($1 - own) * ($1 - own) }
        + shift * shift * (count * Double(units) / (count + Double(units)))
      count += Double(units)
    }
    #expect(moments.mean == mean && moments.variance == squares / count)
    #expect(moments.minimum == values.min() && moments.maximum == values.max())
  }

  @Test(arguments: counts, units) func telemetry(slices: Int, units: Int) {
    let values = values(slices + 1, units)
    let (before, after) = (Array(values.dropLast(units)), Array(values.dropFirst(units)))
    var (whole, single) = (GateTelemetry(), GateTelemetry())
    whole.add(after.span, slices: slices, after: before.span)
    for index in 0..<slices {
      single.add(slice(index, units, of: after).span, after: slice(index, units, of: before).span)
    }
    #expect(whole == single && whole.dwell.transitions == slices * units)
    var (first, rest) = (GateTelemetry(), GateTelemetry())
    first.add(values.span, slices: slices + 1, after: before.span)
    rest.add(slice(0, units, of: values).span)
    for index in 0..<slices {
      rest.add(slice(index, units, of: after).span, after: slice(index, units, of: before).span)
    }
    #expect(first == rest && first.dwell == whole.dwell)
  }

  @Test(arguments: counts, units) func probabilities(slices: Int, units: Int) {
    let values = values(slices, units)
    // Where all is lost at once the half-life hides what was added before: one law with such gates, one without.
    for values in [values, values.map { 0.125 + abs($0) / 2 }] {
      for retention in [nil, GateProbabilities.Retention.keep, .erase] {
        var (whole, single) = (GateProbabilities(), GateProbabilities())
        whole.add(values.span, slices: slices, retention: retention)
        for index in 0..<slices { single.add(slice(index, units, of: values).span, retention: retention) }
        #expect(whole.count == single.count && whole.saturation == single.saturation)
        #expect(whole.entropy == single.entropy && whole.halfLife == single.halfLife)
        #expect((whole.halfLife == nil) == (retention == nil))
      }
    }
  }

  @Test func whatIsNotANumberStaysInItsSlice() {
    var moments = RunningMoments()
    moments.add([1, 2, .nan, 3].span, slices: 2)
    #expect(moments.notNumbers == 1 && moments.mean!.isNaN && moments.minimum == 1 && moments.maximum == 3)
    var telemetry = GateTelemetry()
    telemetry.add([0.1, 0.9, .nan, 0.9].span, slices: 2)
    #expect(telemetry.histogram.reduce(0, +) == 3 && telemetry.notNumbers == 1)
  }
}
