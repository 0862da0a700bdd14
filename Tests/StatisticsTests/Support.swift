import RandomStreams

/// Whether two numbers agree to a relative tolerance, or are the same infinity.
func agree(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-12) -> Bool {
  guard let value else { return false }
  return value == expected || abs(value - expected) <= tolerance * abs(expected)
}

/// The key of a test's draws.
func key(_ test: String, _ index: Int = 0) -> StreamKey {
  StreamKey(seed: 20_170_528, path: [.label("statistics_tests"), .label(test), .index(UInt64(index))])
}

extension RandomStream {
  /// A number on (0, 1) in Float64.
  mutating func uniform() -> Double { Double(nextUniform()) }

  /// A whole number in `range`.
  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + nextInteger(below: range.count)
  }
}
