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
    #expect(moments([1, .nan]).mean!.isNaN && moments([1, .nan]).notNumbers == 1)
  }
}
