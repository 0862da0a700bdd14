/// Named arrays and a few words about them: what a safetensors file holds (Hugging Face, 2022).
///
/// ```
/// 8 bytes        N, the length of the header, little-endian
/// N bytes        {"__metadata__":{"format":"pt"},"bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}, padded with spaces
/// the rest       the numbers, array after array
/// ```
/// Equal content is equal bytes: ``bytes`` writes arrays in their order here and metadata sorted by key, without spaces, and pads the
/// header so that the numbers begin at a multiple of 8.
public struct Safetensors: Sendable, Hashable {
  /// An array under its name.
  public struct Entry: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The numbers.
    public let array: NumberArray

    /// An array under a name.
    public init(_ name: String, _ array: NumberArray) {
      self.name = name
      self.array = array
    }
  }

  /// The limits of a header, checked before memory is taken.
  public enum Limit {
    /// Bytes of a header.
    public static let headerBytes = 1 << 24
    /// Arrays in a file.
    public static let arrays = 1 << 16
    /// Words of metadata.
    public static let words = 1 << 16
    /// Dimensions of an array.
    public static let dimensions = 8
  }

  /// The name that is not an array's.
  static let metadataName = "__metadata__"

  /// The arrays, in the order of their numbers in the file.
  public let entries: [Entry]
  /// Words about them.
  public let metadata: [String: String]
  /// The place of each name among the arrays: of tens of thousands none is looked for one by one.
  private let places: [String: Int]

  /// The content of a file; two arrays of one name, or one of the name `__metadata__`, are a programming error.
  public init(_ entries: [Entry], metadata: [String: String] = [:]) {
    places = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
    precondition(places.count == entries.count, "two arrays have one name")
    precondition(places[Self.metadataName] == nil, "\(Self.metadataName) is no array")
    self.entries = entries
    self.metadata = metadata
  }

  /// The array of a name, if there is one.
  public subscript(name: String) -> NumberArray? { places[name].map { entries[$0].array } }

  /// The names, in the order of the numbers.
  public var names: [String] { entries.map(\.name) }
}
