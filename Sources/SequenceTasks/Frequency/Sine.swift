/// The sine with the same bits on every processor: products and sums alone, where the C library's differs between processors.
package enum Sine {
  /// sin(2πx), to 10⁻¹⁵ where x is exact.
  ///
  /// x is brought to a quarter turn about 0, where the Taylor series to the 21st power is exact to 10⁻¹⁸.
  package static func ofTurns(_ turns: Double) -> Double {
    var rest = turns - turns.rounded()
    if rest > 0.25 { rest = 0.5 - rest }
    if rest < -0.25 { rest = -0.5 - rest }
    let angle = 2 * Double.pi * rest
    let square = angle * angle
    var sum = 1.0
    for power in stride(from: 20.0, through: 2, by: -2) { sum = 1 - sum * square / (power * (power + 1)) }
    return angle * sum
  }
}
