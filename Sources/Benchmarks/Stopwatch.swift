import Glibc

/// Seconds that work takes, by one of the system's clocks.
package enum Stopwatch {
  /// Processor time of this thread: on a busy machine, what the work itself took.
  package static func seconds(_ body: () -> Void) -> Double {
    let start = read(CLOCK_THREAD_CPUTIME_ID)
    body()
    return read(CLOCK_THREAD_CPUTIME_ID) - start
  }

  /// Time by the clock.
  package static func wall(_ body: () -> Void) -> Double {
    let start = read(CLOCK_MONOTONIC)
    body()
    return read(CLOCK_MONOTONIC) - start
  }

  /// Time by the clock and processor time of all threads.
  package struct Span: Sendable, Hashable {
    package let wall: Double
    package let processor: Double

    package init(wall: Double, processor: Double) { (self.wall, self.processor) = (wall, processor) }
  }

  /// Both times of work that may wait and use several threads.
  package static func span(_ body: () async throws -> Void) async rethrows -> Span {
    let (wall, processor) = (read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID))
    try await body()
    return Span(wall: read(CLOCK_MONOTONIC) - wall, processor: read(CLOCK_PROCESS_CPUTIME_ID) - processor)
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
