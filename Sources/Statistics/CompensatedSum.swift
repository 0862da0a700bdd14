/// A sum that carries each addition's rounding error along (Neumaier 1974).
struct CompensatedSum: Sendable, Hashable {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum so far. Where it is not finite there is no error to carry.
  var value: Double { sum.isFinite ? sum + lost : sum }

  init() {}

  /// The sum of one number.
  init(of value: Double) { sum = value }

  mutating func add(_ value: Double) {
    let next = sum + value
    lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }

  mutating func add(_ other: CompensatedSum) {
    add(other.sum)
    add(other.lost)
  }
}
