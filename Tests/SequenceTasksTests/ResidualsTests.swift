import SequenceTasks
import Testing

/// What stands for a naive forecast's errors.
struct ResidualsTests {
  @Test func quantiles() {
    let residuals = Residuals([3, -1, 1, 0, 7])
    #expect(residuals.quantile(0) == -1 && residuals.quantile(1) == 7)
    #expect(residuals.quantile(0.5) == 1 && residuals.quantile(0.25) == 0)
    #expect(residuals.quantile(0.9) == 3 + 0.6 * 4)
    #expect(Residuals([2]).quantile(0.3) == 2 && Residuals([]).quantile(0.9) == 0)
  }

  @Test func sample() {
    let sample = Residuals((0..<200).map { Double($0) }).sample
    #expect(sample.count == Residuals.sampleSize && zip(sample, sample.dropFirst()).allSatisfy { $0 < $1 })
    #expect(abs(sample.reduce(0, +) / Double(sample.count) - 99.5) < 1e-9)
  }
}
