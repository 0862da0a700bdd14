import Synchronization

/// The threads that share the work of one engine: the caller's own, and helpers that sleep in between.
///
/// Work is split by sequences or by columns of a result, never within a sum, so that no bit depends on how many share
/// it. One engine uses a team at a time.
public final class ThreadTeam: Sendable {
  /// The caller's thread alone.
  public static let alone = ThreadTeam(1)

  /// How many threads there are, with the caller's.
  public let count: Int
  private let helpers: HelperThreads?
  private let helperNanoseconds = Atomic<UInt64>(0)

  /// A team of `count` threads, at least 1.
  public init(_ count: Int) {
    precondition(count > 0, "someone has to do the work")
    self.count = count
    helpers = count > 1 ? HelperThreads(count - 1) : nil
  }

  /// The processor's time that helpers have spent, in seconds.
  public var helperSeconds: Double { Double(helperNanoseconds.load(ordering: .relaxed)) * 1e-9 }

  /// Calls `body` with each of 0..<parts, several at once, and waits for all.
  package func forEach(_ parts: Int, _ body: (Int) -> Void) {
    if let helpers, parts > 1 {
      helperNanoseconds.add(helpers.run(parts, body), ordering: .relaxed)
    } else {
      for part in 0..<parts { body(part) }
    }
  }

  /// Calls `body` with each of some nearly equal parts of 0..<count.
  package func split(_ count: Int, parts: Int, _ body: (Range<Int>) -> Void) {
    forEach(parts) { body(Self.part($0, of: parts, count: count)) }
  }

  /// The same with `fewest` things or more in each part.
  func split(_ count: Int, atLeast fewest: Int, _ body: (Range<Int>) -> Void) {
    split(count, parts: parts(of: count, atLeast: fewest), body)
  }

  /// Parts that `count` things are split into: one for each thread, but none with fewer than `fewest`.
  package func parts(of count: Int, atLeast fewest: Int) -> Int { max(1, min(self.count, count / fewest)) }

  /// The `part`-th of `parts` parts of 0..<count.
  static func part(_ part: Int, of parts: Int, count: Int) -> Range<Int> {
    count * part / parts..<count * (part + 1) / parts
  }
}
