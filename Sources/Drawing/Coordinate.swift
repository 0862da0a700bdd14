/// Places in a drawing as text: two decimals, as few digits as say so, and the same under every locale.
enum Coordinate {
  /// The text of a coordinate; what is not finite is drawn at 0.
  static func text(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let hundredths = Int((abs(value) * 100).rounded())
    guard hundredths > 0 else { return "0" }
    let sign = value < 0 ? "-" : ""
    let (whole, part) = hundredths.quotientAndRemainder(dividingBy: 100)
    if part == 0 { return "\(sign)\(whole)" }
    if part % 10 == 0 { return "\(sign)\(whole).\(part / 10)" }
    return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
  }

  /// A path through points: `M1 2L3 4`.
  static func path(_ points: [Point]) -> String {
    var path = ""
    for (place, point) in points.enumerated() {
      path += "\(place == 0 ? "M" : "L")\(text(point.x)) \(text(point.y))"
    }
    return path
  }
}

/// A place in a drawing; y grows downward.
public struct Point: Sendable, Hashable {
  /// From the left.
  public var x: Double
  /// From the top.
  public var y: Double

  /// A place.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}
