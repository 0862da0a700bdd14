import Glibc

/// The size of a terminal in characters.
public struct TerminalSize: Sendable, Hashable {
  /// The characters of a line.
  public let columns: Int
  /// The lines; `nil` where the terminal does not tell.
  public let rows: Int?

  /// A size.
  public init(columns: Int, rows: Int?) { (self.columns, self.rows) = (columns, rows) }
}

/// A file being written: every write is checked, and what could not be written is an error that names the file.
///
/// Neither `print` nor C's buffered streams say that a disk is full; this does.
public struct OutputFile: ~Copyable, Sendable {
  /// The path, for messages.
  public let path: String
  private var descriptor: Int32
  private var isOwned: Bool

  /// Creates a new file; an existing one of that name is an error.
  public init(creating path: String) throws(IOError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw IOError(.create, path) }
    self.path = path
    isOwned = true
  }

  private init(descriptor: Int32, path: String) {
    self.path = path
    self.descriptor = descriptor
    isOwned = false
  }

  /// Standard output, where the command's data go.
  public static var standardOutput: OutputFile { OutputFile(descriptor: 1, path: "standard output") }
  /// Standard error, where messages and progress go.
  public static var standardError: OutputFile { OutputFile(descriptor: 2, path: "standard error") }

  /// Takes the places of standard input, output and error where the caller has closed them, so that no file that is opened later gets
  /// them, and with them what is meant for a terminal. Writing there still fails.
  public static func keepStandardDescriptors() {
    for descriptor in 0...2 as ClosedRange<Int32> where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest number that is free is taken, which is this one.
      _ = open("/dev/null", O_RDONLY)
    }
  }

  deinit { if isOwned { _ = Glibc.close(descriptor) } }

  /// Whether the file is a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The size of the terminal, where the file is one that tells.
  public var terminalSize: TerminalSize? {
    var size = winsize()
    guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return TerminalSize(columns: Int(size.ws_col), rows: size.ws_row > 0 ? Int(size.ws_row) : nil)
  }

  /// Writes all bytes, however many calls that takes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(IOError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        throw IOError(.write, path)
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Writes all bytes.
  public func write(_ bytes: [UInt8]) throws(IOError) {
    let result = bytes.withUnsafeBytes { raw in Result { () throws(IOError) in try write(raw) } }
    try result.get()
  }

  /// Writes text as UTF-8.
  public func write(_ text: String) throws(IOError) { try write(Array(text.utf8)) }

  /// Waits until the bytes are on the disk.
  public func synchronize() throws(IOError) {
    guard fsync(descriptor) == 0 else { throw IOError(.synchronize, path) }
  }

  /// Closes the file; some file systems report a failed write only here.
  public consuming func close() throws(IOError) {
    guard isOwned else { return }
    isOwned = false
    guard Glibc.close(descriptor) == 0 else { throw IOError(.write, path) }
  }
}
