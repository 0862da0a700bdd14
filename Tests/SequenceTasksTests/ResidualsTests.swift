import SequenceTasks
import Testing

/// What stands for a naive forecast's errors.
struct ResidualsTests {
  @Test func quantiles() {
    let residuals = Residuals([3, -1, 1, 0, 7])
    let quantiles: [Double] = [0, 0.25, 0.5, 0.9, 1].map { residuals.quantile($0) }
    #expect(quantiles == [-1, 0, 1, 3 + 0.6 * 4, 7])
    #expect(Residuals([2]).quantile(0.3) == 2)
    #expect(Residuals([]).quantile(0.9) == 0)
  }

  @Test func sample() {
    let sample: [Double] = Residuals((0..<200).map { Double($0) }).sample
    #expect(sample.count == Residuals.sampleSize)
    #expect(zip(sample, sample.dropFirst()).allSatisfy { $0 < $1 })
    let mean = sample.reduce(0, +) / Double(sample.count)
    #expect((mean - 99.5).magnitude < 1e-9)
  }
}
