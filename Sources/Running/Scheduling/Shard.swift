/// A share of a plan's runs: every n-th run, from the i-th on.
///
/// It is a pure function of the plan, so that shards on different machines need not speak to each other, and
/// together they hold every run once.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// The share's number, 1…count.
  public let number: Int
  /// How many shares there are.
  public let count: Int

  /// The whole plan.
  public static let whole = Shard(number: 1, count: 1)!

  /// The share of this number; `nil` unless 1 ≤ number ≤ count.
  public init?(number: Int, count: Int) {
    guard 1 <= number, number <= count else { return nil }
    self.number = number
    self.count = count
  }

  /// A share written as `i/n`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Self.whole(parts[0]), let count = Self.whole(parts[1]) else {
      return nil
    }
    self.init(number: number, count: count)
  }

  /// Whether the run of this index in the plan belongs to the share.
  public func contains(_ index: Int) -> Bool { index % count == number - 1 }

  /// `i/n`.
  public var description: String { "\(number)/\(count)" }

  private static func whole(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }
}
