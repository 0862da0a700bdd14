/// Why saved bytes are not the state of a stream.
public enum StreamStateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes do not begin as a saved state does.
  case notAState
  /// The state was saved in a format of another version, or on a machine with another byte order.
  case otherFormat(version: UInt32)
  /// The bytes end too early, go on too long, or do not have their checksum.
  case damaged
  /// The state belongs to a generator that this GSL does not have.
  case unknownGenerator(name: String)
  /// The state belongs to another generator than the one asked for.
  case otherGenerator(found: String, expected: String)
  /// The generator keeps a state of another size here.
  case otherSize(generator: String, found: Int, expected: Int)

  /// One sentence for a person.
  public var description: String {
    switch self {
    case .notAState: "this is not the saved state of a random stream"
    case .otherFormat(let version):
      "the stream state has format \(version), this Sluice reads format \(RandomStream.stateFormat)"
    case .damaged: "the stream state is damaged: its checksum does not hold"
    case .unknownGenerator(let name): UnknownGenerator(name: name).description
    case .otherGenerator(let found, let expected):
      "the stream state belongs to \(found), expected \(expected)"
    case .otherSize(let generator, let found, let expected):
      "the stream state of \(generator) has \(found) bytes, this GSL keeps \(expected)"
    }
  }
}
