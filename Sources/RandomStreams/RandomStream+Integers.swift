import CGSL

extension RandomStream {
  /// A whole number from 0 to `bound` − 1, each exactly as likely as the generator's own values are.
  ///
  /// The generator's values (or, where it has fewer than `bound`, numbers with two or three of them as digits)
  /// are cut into `bound` intervals of equal size, and what is left over at the end is drawn again. So there is
  /// no bias, and the number of draws varies. `bound` runs from 1 to 2³².
  public mutating func nextInteger(below bound: Int) -> Int {
    precondition(bound > 0 && bound <= 1 << 32, "a bound from 1 to 2³², found \(bound)")
    let smallest = UInt64(gsl_rng_min(state))
    let values = UInt64(gsl_rng_max(state)) - smallest + 1
    var (total, digits) = (values, 1)
    while total < bound { (total, digits) = (total * values, digits + 1) }
    let width = total / UInt64(bound)
    while true {
      var number: UInt64 = 0
      for _ in 0..<digits { number = number * values + UInt64(gsl_rng_get(state)) - smallest }
      let interval = Int(number / width)
      if interval < bound { return interval }
    }
  }

  /// Puts the elements into an order that is uniform over all orders (Fisher and Yates; Durstenfeld 1964).
  ///
  /// From the last place down, place i is exchanged with place `nextInteger(below: i + 1)`.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, nextInteger(below: last + 1))
    }
  }

  /// The numbers 0 … `count` − 1 in an order that is uniform over all orders.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }
}
