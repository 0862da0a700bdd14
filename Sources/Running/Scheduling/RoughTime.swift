/// A length of time as a person says it: two units at most.
public enum RoughTime {
  /// `8 s`, `3 min 20 s`, `2 h 5 min`, `4 d 3 h`.
  public static func text(seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "very long" }
    let whole = Int(max(0, seconds).rounded(.up))
    let parts = [
      (whole / 86_400, "d"), (whole / 3600 % 24, "h"), (whole / 60 % 60, "min"), (whole % 60, "s"),
    ]
    guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
    return parts[first...].prefix(2).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }

  /// One run's time: `340 µs`, `12 ms`, `3.2 s`, and longer ones as ``text(seconds:)`` has them.
  public static func short(seconds: Double) -> String {
    guard seconds < 10 else { return text(seconds: seconds) }
    let (value, unit) =
      seconds < 1e-3 ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
    let tenths = (value * 10).rounded() / 10
    let digits = value < 10 && tenths != tenths.rounded() ? "\(tenths)" : "\(Int(value.rounded()))"
    return "\(digits) \(unit)"
  }
}
