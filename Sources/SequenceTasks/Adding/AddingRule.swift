import RandomStreams

/// How one example of the adding problem is drawn.
package struct AddingRule: Sendable, Hashable {
  /// The published definitions, which share a name and little else.
  package enum Variant: String, Sendable, CaseIterable {
    /// Values from (0, 1), a mark in each half.
    case chrono
    /// Values from (−½, ½), a mark in the first tenth and one in the last half.
    case skip
  }

  /// The fewest steps that leave room for both marks.
  package static let minimumSteps = 10

  /// Which definition.
  package let variant: Variant
  /// Steps T of every sequence.
  package let steps: Int

  /// A rule.
  package init(_ variant: Variant, steps: Int) {
    precondition(steps >= AddingRule.minimumSteps, "a tenth of the steps must be one at least")
    (self.variant, self.steps) = (variant, steps)
  }

  /// The steps, from 0, at which the first mark can stand: [0, ⌊T/2⌋) or [0, ⌊T/10⌋).
  package var firstMarks: Range<Int> {
    switch variant {
    case .chrono: 0..<steps / 2
    case .skip: 0..<steps / 10
    }
  }

  /// The steps at which the second mark can stand: [⌊T/2⌋, T).
  package var secondMarks: Range<Int> { steps / 2..<steps }

  /// What is added to a uniform draw from (0, 1).
  var shift: Float {
    switch variant {
    case .chrono: 0
    case .skip: -0.5
    }
  }

  /// The mean of the target, the best constant prediction: 1 or 0.
  var targetMean: Double { 1 + 2 * Double(shift) }

  /// The part of an example that its target follows from.
  struct Marks {
    let first: Int
    let second: Int
    let firstValue: Float
    let secondValue: Float

    /// The sum of the marked values; exact, since draws are multiples of 2⁻²⁴ below 1.
    var target: Float { firstValue + secondValue }
  }

  /// Reads the marks and the marked values, which come first in an example's stream: two whole numbers, then
  /// two uniforms.
  func marks(from stream: inout RandomStream) -> Marks {
    let first = firstMarks.lowerBound + stream.nextInteger(below: firstMarks.count)
    let second = secondMarks.lowerBound + stream.nextInteger(below: secondMarks.count)
    let firstValue = stream.nextUniform() + shift
    return Marks(
      first: first, second: second, firstValue: firstValue, secondValue: stream.nextUniform() + shift)
  }
}
