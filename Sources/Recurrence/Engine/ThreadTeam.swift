import Dispatch
import Glibc
import Synchronization

/// The threads that share the work of one engine: the caller's own and helpers.
///
/// Work is split by sequences or by columns of a result, never within a sum, so that no bit depends on how many share
/// it.
public final class ThreadTeam: Sendable {
  /// The caller's thread alone.
  public static let alone = ThreadTeam(1)

  /// How many threads there are, with the caller's.
  public let count: Int
  private let helperNanoseconds = Atomic<UInt64>(0)

  /// A team of `count` threads, at least 1.
  public init(_ count: Int) {
    precondition(count > 0, "someone has to do the work")
    self.count = count
  }

  /// The processor's time that helpers have spent, in seconds.
  public var helperSeconds: Double { Double(helperNanoseconds.load(ordering: .relaxed)) * 1e-9 }

  /// Parts that `count` things are split into: one for each thread, but none with fewer than `fewest`.
  package func parts(of count: Int, atLeast fewest: Int) -> Int { max(1, min(self.count, count / fewest)) }

  /// Calls `body` with each of some nearly equal parts of 0..<count, at once, and waits for all.
  package func split(_ count: Int, parts: Int, _ body: (Range<Int>) -> Void) {
    guard parts > 1 else { return body(0..<count) }
    let caller = pthread_self()
    withoutActuallyEscaping(body) { body in
      // The parts are what keeps threads apart, and no compiler sees that.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        let start = Self.processorNanoseconds
        body(Self.part(part, of: parts, count: count))
        guard pthread_self() != caller else { return }
        helperNanoseconds.add(Self.processorNanoseconds - start, ordering: .relaxed)
      }
    }
  }

  /// The same with `fewest` things or more in each part.
  func split(_ count: Int, atLeast fewest: Int, _ body: (Range<Int>) -> Void) {
    split(count, parts: parts(of: count, atLeast: fewest), body)
  }

  /// The `part`-th of `parts` parts of 0..<count.
  static func part(_ part: Int, of parts: Int, count: Int) -> Range<Int> {
    count * part / parts..<count * (part + 1) / parts
  }

  private static var processorNanoseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
