import Benchmarks
import Glibc

/// A command that is started again and again.
struct ChildProcess {
  let arguments: [String]

  /// The command could not be started, or failed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs the command with its output thrown away: seconds by the clock, and of the processor.
  func time() throws -> (wall: Double, processor: Double) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var (child, status, usage) = (pid_t(), Int32(), rusage())
    let wall = Stopwatch.wall {
      guard posix_spawnp(&child, arguments[0], &actions, nil, &words, environ) == 0 else { return }
      wait4(child, &status, 0, &usage)
    }
    guard child != 0, status == 0 else {
      throw Failure(description: "`\(arguments.joined(separator: " "))` could not be run")
    }
    return (wall, Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime))
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
