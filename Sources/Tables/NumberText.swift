/// Numbers as text in records and tables.
///
/// The forms of what is not finite are those of the Frictionless table schema, which every common reader
/// takes. Swift itself would print the sign bit of a NaN, which differs between processors.
public enum NumberText {
  /// The shortest text that reads back to the same number.
  public static func exact(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-INF" : "INF" }
    return value.description
  }

  /// The shortest text that reads back to the same single-precision number.
  public static func exact(_ value: Float) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-INF" : "INF" }
    return value.description
  }

  /// The number that ``exact(_:)-(Double)`` wrote.
  public static func parse(_ text: String) -> Double? {
    switch text {
    case "NaN": .nan
    case "INF": .infinity
    case "-INF": -.infinity
    default: Double(text)
    }
  }
}
