import RandomStreams
import Statistics
import Testing

@Suite struct RunningMomentsTests {
  private func moments(_ values: [Double]) -> RunningMoments {
    var moments = RunningMoments()
    moments.add(values.span)
    return moments
  }

  @Test func mergedPartsAreTheWhole() {
    var stream = RandomStream(key("running_moments"))
    let values = (0..<300).map { _ in 1e3 + stream.uniform() }
    let whole = moments(values)
    var merged = RunningMoments()
    merged.merge(RunningMoments())
    for part in [0..<1, 1..<120, 120..<300] { merged.merge(moments(Array(values[part]))) }
    #expect(merged.count == 300 && merged.minimum == whole.minimum && merged.maximum == whole.maximum)
    #expect(agree(merged.mean, whole.mean!, within: 1e-15))
    #expect(agree(merged.variance, whole.variance!, within: 1e-9))
  }

  @Test func aHandWorkedSample() {
    let sample = moments([1, 2, 6])
    #expect(sample.mean == 3 && agree(sample.variance, 14.0 / 3))
    #expect(sample.minimum == 1 && sample.maximum == 6)
    #expect(moments([]).mean == nil && moments([]).variance == nil)
    #expect(moments([1, .nan]).mean!.isNaN && moments([.nan, 1]).variance!.isNaN)
  }

  /// Equal values have exactly that mean and no variance, and close ones the variance of what is left of them.
  @Test func whatIsAlikeDoesNotCancel() {
    for value in [0.1, 1e15 + 0.125, -3e-300] {
      let equal = moments(Array(repeating: value, count: 1001))
      #expect(equal.mean == value && equal.variance == 0)
    }
    let close = moments((0..<1000).map { 1e9 + Double($0 % 2) })
    #expect(close.mean == 1e9 + 0.5 && close.variance == 0.25)
  }
}
