import Recurrence
import Testing

@Suite struct GradientClipTests {
  @Test func normIsThatOfAllValues() {
    #expect(GradientClip.norm(of: [3.0, 4.0]) == 5)
    #expect(GradientClip.norm(of: [Float](repeating: 2, count: 25)) == 10)
    #expect(GradientClip.norm(of: [Double]()) == 0)
    #expect(GradientClip.norm(of: [Float]()) == 0)
  }

  /// Eight running sums, then pairs: on these numbers another order gives another last bit.
  @Test func orderOfTheSum() {
    var numbers = Numbers("norm")
    let values = numbers.signed(1003)
    var lanes = [Double](repeating: 0, count: 8)
    for (i, x) in values.enumerated() { lanes[i % 8] += x * x }
    let pairs = stride(from: 0, to: 8, by: 2).map { lanes[$0] + lanes[$0 + 1] }
    #expect(Double.sumOfSquares(values) == (pairs[0] + pairs[1]) + (pairs[2] + pairs[3]))
    #expect(Double.sumOfSquares(values) != values.reduce(0) { $0 + $1 * $1 })
    let single = values.map { Float($0) }
    #expect(Float.sumOfSquares(single) == Double.sumOfSquares(single.map { Double($0) }))
  }

  @Test func scaleShortensOnlyWhatIsTooLong() {
    let clip = GradientClip(maximum: 2)
    #expect(clip.scale(norm: 1.5) == 1)
    #expect(clip.scale(norm: 2) == 1)
    #expect(clip.scale(norm: 8) == 0.25)
    #expect(clip.scale(norm: 0) == 1)
  }

  /// A factor of 0 or NaN·0 would let a diverged run look healthy.
  @Test func divergedGradientsAreLeftAsTheyAre() {
    let clip = GradientClip(maximum: 2)
    #expect(GradientClip.norm(of: [Float.nan, 1]).isNaN)
    #expect(clip.scale(norm: .nan) == 1)
    #expect(clip.scale(norm: .infinity) == 1)
    #expect(clip.scale(norm: GradientClip.norm(of: [1e200, 1e200])) == 1)
  }
}
