/// The named arrays of a file, of either format: NumPy's `.npz` or safetensors.
///
/// The first bytes decide the format. An array of an `.npz` file is decoded on request, so that unused arrays may be of any type.
public struct ArrayFile: Sendable {
  /// What an array holds.
  public enum Content: Sendable, Hashable {
    /// Numbers, or truth values as 0 and 1.
    case numbers(NumberArray)
    /// Texts, the last dimension varying fastest.
    case texts([String], shape: [Int])

    /// The length of every dimension.
    public var shape: [Int] {
      switch self {
      case .numbers(let array): array.shape
      case .texts(_, let shape): shape
      }
    }
  }

  /// Whether a file begins as one of arrays does: a text file has no zero among its first bytes.
  public static func isRecognized(_ head: [UInt8]) -> Bool {
    head.starts(with: NumPyHeader.magic) || ZipArchive.isArchive(head)
      || head.count > 8 && head[7] == 0 && head[8] == UInt8(ascii: "{")
  }

  private enum Source: Sendable {
    case safetensors(Safetensors)
    case archive(ZipArchive)
  }

  private let source: Source
  private let file: String

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name, for messages.
  public init(_ bytes: [UInt8], file: String) throws(ArrayFileError) {
    self.file = file
    if bytes.starts(with: NumPyHeader.magic) {
      throw ArrayFileError(
        file: file, byte: 0,
        "found a single array, as numpy.save writes it; expected named ones, as numpy.savez does")
    }
    if ZipArchive.isArchive(bytes) {
      source = .archive(try ZipArchive(bytes, file: file))
    } else {
      source = .safetensors(try Safetensors(bytes, file: file))
    }
  }

  /// The names of the arrays, in the order of the file.
  public var names: [String] {
    switch source {
    case .safetensors(let file): file.names
    case .archive(let archive): archive.entries.compactMap { Self.name(ofEntry: $0.name) }
    }
  }

  /// The array of a name; `nil` where there is none.
  ///
  /// - Throws: ``ArrayFileError`` where it is damaged, or of a type that is not read.
  public func array(named name: String) throws(ArrayFileError) -> Content? {
    switch source {
    case .safetensors(let file): return file[name].map { .numbers($0) }
    case .archive(let archive):
      guard let entry = archive.entries.first(where: { Self.name(ofEntry: $0.name) == name }) else {
        return nil
      }
      return try NumPyArray.content(of: archive.content(entry), file: file, name: name)
    }
  }

  /// The name of an array that lies in an entry of an archive; `nil` of one that is no array.
  private static func name(ofEntry entry: String) -> String? {
    entry.hasSuffix(".npy") ? String(entry.dropLast(4)) : nil
  }
}
