import CThreads
import Glibc
import Running

/// What the command needs of the system before it can do anything: without it the libraries below would trap, or wait for ever.
enum SystemLimits {
  /// Files that a command has open at most: data, tables, a segment, and what the runtime itself opens.
  private static let files = 16

  /// Threads that the runtime starts at most: one for each processor, those that wait for signals and times, and one to spare.
  private static var threads: Int { Processors.available + 4 }

  /// What cannot be had, and what would help; `nil` where nothing is wrong.
  static var problem: String? { problemWithFiles ?? problemWithThreads }

  private static var problemWithFiles: String? {
    var descriptors: [CInt] = []
    defer { for descriptor in descriptors { _ = close(descriptor) } }
    for _ in 0..<files {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        return "cannot open \(files) files: \(reason(errno)); raise the limit on open files (ulimit -n)"
      }
      descriptors.append(descriptor)
    }
    return nil
  }

  private static var problemWithThreads: String? {
    let threads = threads
    let error = cthreads_try(CInt(threads))
    guard error != 0 else { return nil }
    let limit =
      error == ENOMEM
      ? "address space (ulimit -v), or lower the one on stacks (ulimit -s)"
      : "processes and threads (ulimit -u, or the container's own)"
    return "cannot start \(threads) threads: \(reason(error)); raise the limit on \(limit)"
  }

  private static func reason(_ error: CInt) -> String { String(cString: strerror(error)) }
}
