/// The admissible range of a number, with each end open or closed.
public struct Bounds: Sendable, Hashable, CustomStringConvertible {
  /// The lower end; −∞ when there is none.
  public let minimum: Double
  /// The upper end; ∞ when there is none.
  public let maximum: Double
  /// Whether the lower end itself is excluded.
  public let excludesMinimum: Bool
  /// Whether the upper end itself is excluded.
  public let excludesMaximum: Bool

  /// A range from `minimum` to `maximum`.
  public init(
    _ minimum: Double = -.infinity, _ maximum: Double = .infinity,
    excludesMinimum: Bool = false, excludesMaximum: Bool = false
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.excludesMinimum = excludesMinimum
    self.excludesMaximum = excludesMaximum
  }

  /// Every finite number.
  public static let finite = Bounds()
  /// Numbers above 0.
  public static let positive = Bounds(0, excludesMinimum: true)
  /// Numbers from 0 up.
  public static let nonNegative = Bounds(0)
  /// Numbers from 0 to 1, both included.
  public static let probability = Bounds(0, 1)

  /// Whether `value` is finite and lies within the range.
  public func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    let above = excludesMinimum ? value > minimum : value >= minimum
    let below = excludesMaximum ? value < maximum : value <= maximum
    return above && below
  }

  /// The numbers within both ranges.
  func intersection(_ other: Bounds) -> Bounds {
    let (low, high) = (max(minimum, other.minimum), min(maximum, other.maximum))
    func excludes(_ bound: KeyPath<Bounds, Double>, _ flag: KeyPath<Bounds, Bool>, _ end: Double) -> Bool {
      [self, other].contains { $0[keyPath: bound] == end && $0[keyPath: flag] }
    }
    return Bounds(
      low, high, excludesMinimum: excludes(\.minimum, \.excludesMinimum, low),
      excludesMaximum: excludes(\.maximum, \.excludesMaximum, high))
  }

  /// The range in words, as error messages and `sluice list` print it: `> 0 and ≤ 1`.
  public var description: String {
    var parts: [String] = []
    if minimum > -.infinity { parts.append("\(excludesMinimum ? ">" : "≥") \(Self.text(minimum))") }
    if maximum < .infinity { parts.append("\(excludesMaximum ? "<" : "≤") \(Self.text(maximum))") }
    return parts.isEmpty ? "finite" : parts.joined(separator: " and ")
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}
