import RandomStreams

/// How one example of the adding problem is drawn.
package struct AddingRule: Sendable, Hashable {
  /// The published definitions, which share a name and little else.
  package enum Variant: String, Sendable, CaseIterable {
    /// Values from (0, 1), a mark in each half.
    case chrono
    /// Values from (−½, ½), a mark in the first tenth and one in the last half.
    case skip
    /// Values from (−1, 1), lengths of T to T + T/10, both marks in the first half, the ends marked −1.
    case hochreiter
    /// Values from (0, 1), two marks anywhere.
    case tcn

    /// The fewest steps that leave room for both marks.
    var minimumSteps: Int { self == .hochreiter ? 2 * (Self.firstPairs + 1) : AddingRule.minimumSteps }

    /// In `hochreiter` the first mark is on one of so many pairs at the start.
    static let firstPairs = 10
  }

  /// The fewest steps of any variant.
  package static let minimumSteps = 10

  /// Which definition.
  package let variant: Variant
  /// Steps T: of `hochreiter` those of the shortest sequence, of the others those of every one.
  package let steps: Int

  /// A rule.
  package init(_ variant: Variant, steps: Int) {
    precondition(steps >= variant.minimumSteps, "both marks must find a place")
    (self.variant, self.steps) = (variant, steps)
  }

  /// The lengths of sequences, all equally likely: T … T + ⌊T/10⌋, or T alone.
  package var lengths: ClosedRange<Int> {
    steps...(variant == .hochreiter ? steps + steps / 10 : steps)
  }

  /// The steps, from 0, at which the first mark can stand.
  package var firstMarks: Range<Int> {
    switch variant {
    case .chrono: 0..<steps / 2
    case .skip: 0..<steps / 10
    case .hochreiter: 0..<Variant.firstPairs
    case .tcn: 0..<steps
    }
  }

  /// The steps at which the second mark can stand, the first mark's step left out.
  package var secondMarks: Range<Int> {
    switch variant {
    case .chrono, .skip: steps / 2..<steps
    case .hochreiter: 0..<steps / 2 - 1
    case .tcn: 0..<steps
    }
  }

  /// The interval of values: from its lower end, so wide.
  private var values: (from: Float, width: Float) {
    switch variant {
    case .chrono, .tcn: (0, 1)
    case .skip: (-0.5, 1)
    case .hochreiter: (-1, 2)
    }
  }

  /// A value of the interval from a uniform draw; exact, since draws are odd multiples of 2⁻²⁴ below 1.
  func value(_ uniform: Float) -> Float { uniform * values.width + values.from }

  /// The mean of the target, the best constant prediction: 1, 0 or ½.
  var targetMean: Double {
    switch variant {
    case .chrono, .tcn: 1
    case .skip: 0
    case .hochreiter: 0.5
    }
  }

  /// The variance of the target, the error of the best constant: 2·1/12, and in `hochreiter` (⅓ + 0.9·⅓)/16, since a first mark on
  /// the first pair, one time in ten, makes its value 0.
  var targetVariance: Double { variant == .hochreiter ? 1.9 / 48 : 1.0 / 6 }

  /// The part of an example that its target follows from.
  struct Marks {
    let first: Int
    let second: Int
    let firstValue: Float
    let secondValue: Float
  }

  /// The target: the sum of the marked values, or ½ and a quarter of it.
  func target(_ marks: Marks) -> Float {
    let sum = marks.firstValue + marks.secondValue
    return variant == .hochreiter ? 0.5 + sum / 4 : sum
  }

  /// Reads the length, which comes first in an example's stream; one that is the same for all is not drawn.
  func length(from stream: inout RandomStream) -> Int {
    lengths.count == 1 ? steps : steps + stream.nextInteger(below: lengths.count)
  }

  /// Reads the marks and the marked values, which come next: two whole numbers, then two uniforms.
  ///
  /// Where both marks can stand at a step, the second number counts the steps without the first mark's.
  func marks(from stream: inout RandomStream) -> Marks {
    let first = firstMarks.lowerBound + stream.nextInteger(below: firstMarks.count)
    let overlap = secondMarks.contains(first)
    var second = secondMarks.lowerBound + stream.nextInteger(below: secondMarks.count - (overlap ? 1 : 0))
    if overlap, second >= first { second += 1 }
    let firstValue = value(stream.nextUniform())
    return Marks(
      first: first, second: second, firstValue: variant == .hochreiter && first == 0 ? 0 : firstValue,
      secondValue: value(stream.nextUniform()))
  }
}
