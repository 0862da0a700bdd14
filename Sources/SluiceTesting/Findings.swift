/// What a law finds: the first place at which it is broken.
struct Findings {
  private let kind: String
  private let law: String
  private(set) var violation: LawViolation?

  init(kind: String, law: String) { (self.kind, self.law) = (kind, law) }

  /// Keeps a place where the law does not hold, unless one is known.
  mutating func expect(
    _ holds: Bool, at place: @autoclosure () -> String, found: @autoclosure () -> String,
    expected: @autoclosure () -> String
  ) {
    guard !holds, violation == nil else { return }
    violation = LawViolation(kind: kind, law: law, place: place(), found: found(), expected: expected())
  }

  /// Two numbers that may differ by `tolerance`; NaN agrees with nothing.
  mutating func expect(
    _ found: Double, near expected: Double, within tolerance: Double, at place: @autoclosure () -> String
  ) {
    expect(
      abs(found - expected) <= tolerance, at: place(), found: "\(found)",
      expected: "\(expected) ± \(tolerance)")
  }
}
