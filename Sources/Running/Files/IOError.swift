import Glibc

/// Why a file could not be used: the operation, the path and the system's reason.
public struct IOError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried.
  public enum Operation: String, Sendable, Hashable, CaseIterable {
    /// Making a file or a folder.
    case create
    /// Opening an existing file, or reading from it.
    case read
    /// Writing bytes.
    case write
    /// Waiting until bytes are on the disk.
    case synchronize
    /// Giving a finished file its name.
    case rename
    /// Deleting a file.
    case remove
  }

  /// What was tried.
  public let operation: Operation
  /// The file or folder.
  public let path: String
  /// The system's error number.
  public let code: Int32
  /// What is wrong, where it is none of the system's errors.
  private var reason: String?

  /// An operation that has just failed, with the system's last error number.
  public init(_ operation: Operation, _ path: String) { self.init(operation, path, code: errno) }

  /// A failed operation with its error number.
  public init(_ operation: Operation, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// A file that is not the one any more that was checked.
  static func changed(_ path: String) -> IOError { IOError(.read, path, code: ESTALE) }

  /// What is no plain file, and might have no end.
  static func notRegular(_ path: String) -> IOError {
    var error = IOError(.read, path, code: EINVAL)
    error.reason = "it is a device, a pipe or a socket; expected a file"
    return error
  }

  /// A file that is too large to be what it is read as.
  static func tooLarge(_ path: String, limit: Int) -> IOError {
    var error = IOError(.read, path, code: EFBIG)
    error.reason = "it is larger than \(limit >> 20) MiB"
    return error
  }

  /// Whether nothing could be created there, rather than something going wrong with what exists.
  public var isCreation: Bool { operation == .create }
  /// Whether the file or folder does not exist.
  public var isMissing: Bool { operation == .read && (code == ENOENT || code == ENOTDIR) }

  /// One sentence for a person: `cannot write 'results/a': No space left on device`.
  public var description: String {
    "cannot \(operation.rawValue) '\(path)': \(reason ?? String(cString: strerror(code)))"
  }
}
