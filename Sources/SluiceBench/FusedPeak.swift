import CKernels
import Foundation

/// The fused multiply-add peak of one core on the active kernel path.
enum FusedPeak {
  /// The best of several rounds, in floating-point operations a second (two for a multiply-add).
  static func measure() -> Double {
    var iterations = 1000
    var best = 0.0
    var rounds = 0
    while rounds < 8 {
      var sink: Float = 0
      var operations = 0.0
      let seconds = Stopwatch.seconds { operations = ckernels().pointee.fma_loop(iterations, &sink) }
      // Too short a round measures the clock.
      guard seconds > 0.01 else {
        iterations *= 2
        continue
      }
      best = max(best, operations / seconds)
      rounds += 1
    }
    return best
  }
}

/// The processor time of this thread: on a busy machine, what the work itself took.
enum Stopwatch {
  /// The seconds that `body` takes.
  static func seconds(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
