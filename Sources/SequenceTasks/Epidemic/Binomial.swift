package import RandomStreams

/// The binomial distribution, drawn by products and sums alone: the same numbers on every processor.
package enum Binomial {
  /// Trials that are drawn at once: 2⁻⁵⁰⁰ is still a number.
  private static let block = 500

  /// How many of `trials` succeed, each with the same probability.
  ///
  /// The distribution function is walked from 0 on until it passes a uniform draw of 64 bits (Kachitvichyanukul and Schmeiser 1988,
  /// algorithm BINV), for 500 trials at a time; above a half, failures are counted. The time grows with the number that is drawn.
  package static func draw(_ trials: Int, _ probability: Double, from stream: inout RandomStream) -> Int {
    if probability > 0.5 { return trials - draw(trials, 1 - probability, from: &stream) }
    guard probability > 0 else { return 0 }
    var (left, successes) = (trials, 0)
    while left > 0 {
      successes += drawBlock(min(left, block), probability, from: &stream)
      left -= block
    }
    return successes
  }

  private static func drawBlock(_ trials: Int, _ probability: Double, from stream: inout RandomStream) -> Int
  {
    let (high, low) = (Double(stream.nextWord()), Double(stream.nextWord()))
    var rest = (high + (low + 0.5) * 0x1p-32) * 0x1p-32
    let odds = probability / (1 - probability)
    var chance = power(1 - probability, trials)
    var successes = 0
    while rest > chance, successes < trials {
      rest -= chance
      successes += 1
      chance *= odds * Double(trials - successes + 1) / Double(successes)
    }
    return successes
  }

  /// A number times itself, by squaring; of a negative exponent 1.
  static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, base, exponent)
    while left > 0 {
      if left % 2 == 1 { result *= square }
      square *= square
      left /= 2
    }
    return result
  }
}
