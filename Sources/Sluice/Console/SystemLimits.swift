import Glibc

/// What the command needs of the system before it can do anything: without it the libraries below would trap.
enum SystemLimits {
  /// Files that a command has open at most: data, tables, a segment, and what the runtime itself opens.
  private static let files = 16

  /// What cannot be had, and what would help; `nil` where nothing is wrong.
  static var problem: String? {
    var descriptors: [CInt] = []
    defer { for descriptor in descriptors { _ = close(descriptor) } }
    for _ in 0..<files {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        let reason = String(cString: strerror(errno))
        return "cannot open \(files) files: \(reason); raise the limit on open files (ulimit -n)"
      }
      descriptors.append(descriptor)
    }
    return nil
  }
}
