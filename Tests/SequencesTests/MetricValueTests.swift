import Sequences
import SluiceTesting
import Testing

/// Values by hand.
struct MetricValueTests {
  /// y = 1, 2, 3, 6 (mean 3), ŷ = 2, 2, 5, 3 (mean 3): errors 1, 0, 2, −3; Σyy = 14, Σŷŷ = 6, Σyŷ = 2 + 1 + 0 + 0 = 3.
  @Test func numbers() throws {
    let rows = pairs([2, 2, 5, 3], [1, 2, 3, 6])
    #expect(value(MeanSquaredError.self, rows) == 3.5)
    #expect(value(RootMeanSquaredError.self, rows) == 3.5.squareRoot())
    #expect(value(MeanAbsoluteError.self, rows) == 1.5)
    let pearson = try #require(value(PearsonCorrelation.self, rows))
    #expect(abs(pearson - 3 / 84.0.squareRoot()) < 1e-15)
  }

  @Test func correlationsOfOneAndMinusOne() throws {
    let truth: [Double] = [1, 4, 2, 8, 5, 7]
    let same = try #require(value(PearsonCorrelation.self, pairs(truth, truth)))
    let opposite = try #require(value(PearsonCorrelation.self, pairs(truth.map { 3 - 2 * $0 }, truth)))
    #expect(abs(same - 1) < 1e-15 && abs(opposite + 1) < 1e-15)
  }

  /// Constants over all batches, also where each batch alone is constant and they differ.
  @Test func aConstantCorrelatesWithNothing() throws {
    let constant = [Double](repeating: 0.1, count: 3)
    #expect(value(PearsonCorrelation.self, pairs(constant, [1, 2, 3])) == nil)
    #expect(value(PearsonCorrelation.self, pairs([1, 2, 3], constant)) == nil)
    #expect(value(PearsonCorrelation.self, pairs(constant, [1, 2, 3]), pairs(constant, [4, 4, 4])) == nil)
    let steps = try #require(
      value(PearsonCorrelation.self, pairs([1, 1], [2, 2]), pairs([5, 5], [9, 9])))
    #expect(abs(steps - 1) < 1e-15)
  }

  /// A common offset of 10⁹ costs no digits that the values themselves have.
  @Test func anOffsetDoesNotShowInACorrelation() throws {
    let (y, t) = ([3.0, -1, 4, 1, -5, 9], [2.0, 7, -1, 8, 2, 8])
    let plain = try #require(value(PearsonCorrelation.self, pairs(y, t)))
    let far = pairs(y.map { $0 + 1e9 }, t.map { $0 + 1e9 })
    let cut = try #require(value(PearsonCorrelation.self, far.part(0..<4), far.part(4..<6)))
    #expect(abs(cut - plain) < 1e-12)
  }

  /// −ln ½ and −ln ¼: mean 3/2·ln 2, 1.5 bits, perplexity 2^1.5; the second class is not the largest.
  @Test func probabilitiesOfClasses() throws {
    let rows = classes([[0.5, 0.25, 0.25], [0.5, 0.25, 0.25]], [0, 1])
    let entropy = try #require(value(CrossEntropy.self, rows))
    let perplexity = try #require(value(Perplexity.self, rows))
    let bits = try #require(value(BitsPerSymbol.self, rows))
    #expect(abs(entropy - 1.0397207708399179) < 1e-15)
    #expect(abs(bits - 1.5) < 1e-15 && abs(perplexity - 2.8284271247461903) < 4e-15)
    #expect(value(Accuracy.self, rows) == 0.5)
  }

  /// −ln ¾ twice and a coin; ½ counts as 1.
  @Test func probabilitiesOfBits() throws {
    let rows = pairs([0.75, 0.25, 0.5], [1, 0, 1], .bits)
    let entropy = try #require(value(CrossEntropy.self, rows))
    #expect(abs(entropy - (2 * 0.28768207245178093 + 0.6931471805599453) / 3) < 1e-15)
    #expect(value(Accuracy.self, rows) == 1)
    #expect(value(MeanSquaredError.self, rows) == (2 * 0.0625 + 0.25) / 3)
  }

  /// What was said to be impossible and happened costs ∞, which is a score; certainty that is right costs nothing.
  @Test func certainty() {
    #expect(value(CrossEntropy.self, classes([[0, 1]], [0])) == .infinity)
    #expect(value(Perplexity.self, classes([[0, 1]], [0])) == .infinity)
    #expect(value(CrossEntropy.self, pairs([1, 0], [1, 0], .bits)) == 0)
    #expect(value(CrossEntropy.self, pairs([1], [0], .bits)) == .infinity)
  }

  @Test func theFirstOfEqualClassesIsTaken() {
    #expect(value(Accuracy.self, classes([[0.5, 0.5], [0.5, 0.5]], [0, 1])) == 0.5)
  }
}
