import SequenceTasks
import Sequences
import Testing

@Suite("Pooled errors")
struct PooledErrorsTests {
  /// y = 1, 2, 3, 6 (mean 3), ŷ = 2, 2, 5, 3 (mean 3): errors 1, 0, 2, −3; Σyy = 14, Σŷŷ = 6, Σyŷ = 2 + 1 + 0
  /// + 0 = 3.
  @Test func byHand() {
    let errors = PooledErrors(truth: [1, 2, 3, 6], forecasts: [2, 2, 5, 3])
    #expect(abs(errors.rmse - 3.5.squareRoot()) < 1e-15)
    #expect(errors.mae == 1.5)
    #expect(abs(errors.pearson - 3 / 84.0.squareRoot()) < 1e-15)
    #expect(errors.values == [errors.rmse, errors.mae, errors.pearson])
  }

  @Test func perfectAndOpposite() {
    let truth: [Double] = [1, 4, 2, 8, 5, 7]
    let same = PooledErrors(truth: truth, forecasts: truth)
    #expect(same.rmse == 0 && same.mae == 0)
    #expect(abs(same.pearson - 1) < 1e-15)
    let opposite = PooledErrors(truth: truth, forecasts: truth.map { 3 - 2 * $0 })
    #expect(abs(opposite.pearson + 1) < 1e-15)
  }

  @Test func aConstantCorrelatesWithNothing() {
    let constant = [Double](repeating: 0.1, count: 3)
    #expect(PooledErrors(truth: [1, 2, 3], forecasts: constant).pearson.isNaN)
    #expect(PooledErrors(truth: constant, forecasts: [1, 2, 3]).pearson.isNaN)
    #expect(PooledErrors(truth: [1, 2, 3], forecasts: constant).rmse.isFinite)
  }

  @Test func notANumberStaysVisible() {
    let errors = PooledErrors(truth: [1, 2, 3], forecasts: [1, .nan, 3])
    #expect(errors.values.allSatisfy { $0.isNaN })
  }

  @Test func headlineIsTheRootOfTheMeanSquare() {
    #expect(PooledErrors.metrics.map(\.name) == ["rmse", "mae", "pearson"])
    #expect(PooledErrors.metrics.map(\.lowerIsBetter) == [true, true, false])
  }
}
