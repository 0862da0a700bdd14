/// A small generator for test data: the same data on every machine.
package struct Scatter {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  /// The next 64 bits of a xorshift generator.
  package mutating func bits() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_f491_4f6c_dd1d
  }

  package mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(bits() >> 33) % range.count
  }

  package mutating func element<T>(_ choices: [T]) -> T { choices[integer(0...choices.count - 1)] }

  /// Uniform in −1…1.
  package mutating func float() -> Float { Float(Int32(truncatingIfNeeded: bits() >> 32)) * 0x1p-31 }

  package mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in float() } }
}
