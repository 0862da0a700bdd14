import Benchmarks
import CKernels

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

  /// The peak and the kernel path, in words.
  static func text(_ peak: Double) -> String {
    "peak \(Figure.digits(peak / 1e9)) GF/s on \(String(cString: ckernels().pointee.name))"
  }
}
