/// A length of time as Slurm's `--time` takes it.
public struct SlurmTime: Sendable, Hashable {
  /// As it was written.
  public let text: String
  /// Seconds.
  public let seconds: Int

  /// A time of the form `minutes`, `minutes:seconds`, `hours:minutes:seconds`, `days-hours`, `days-hours:minutes` or
  /// `days-hours:minutes:seconds`; `nil` of anything else.
  public init?(_ text: String) {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count <= 2, let clock = halves.last else { return nil }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    var numbers: [Int] = []
    for part in halves.dropLast() + parts {
      guard part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part), number < 1 << 20 else {
        return nil
      }
      numbers.append(number)
    }
    let units: [Int]
    switch (halves.count, parts.count) {
    case (1, 1): units = [60]
    case (1, 2): units = [60, 1]
    case (1, 3): units = [3600, 60, 1]
    case (2, 1...3): units = [86_400, 3600, 60, 1]
    default: return nil
    }
    seconds = zip(numbers, units).reduce(0) { $0 + $1.0 * $1.1 }
    guard seconds > 0 else { return nil }
    self.text = text
  }
}
