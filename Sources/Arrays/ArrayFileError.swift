/// Why a file of arrays cannot be used: the file, the byte, what was found and what is allowed.
public struct ArrayFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the caller names it.
  public let file: String
  /// The byte, from 0, where the mistake has a place.
  public let byte: Int?
  /// What was found and what is allowed.
  public let message: String

  /// A mistake in a file.
  public init(file: String, byte: Int? = nil, _ message: String) {
    self.file = file
    self.byte = byte
    self.message = message
  }

  /// `lstm.safetensors: byte 12: found …; expected …`.
  public var description: String {
    ([file] + [byte.map { "byte \($0)" }].compactMap { $0 } + [message]).joined(separator: ": ")
  }
}
