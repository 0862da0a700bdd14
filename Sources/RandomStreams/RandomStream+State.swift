import CGSL
import Digest

/// The saved form of a stream. Integers are little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `SLUICERS` |
/// | 4 | format, 1 |
/// | 4 | n, length of the generator's name |
/// | n | name, UTF-8 |
/// | 8 | m, size of the state |
/// | m | state, as the generator keeps it in memory |
/// | 32 | SHA-256 of all before |
///
/// GSL's own `gsl_rng_fread` takes the state of any generator, and any bytes at all. The state's bytes are those
/// of a 64-bit little-endian machine. The checksum guards against accidents, not against malice.
extension RandomStream {
  static var stateFormat: UInt32 { 1 }
  private static var magic: [UInt8] { Array("SLUICERS".utf8) }

  /// The stream's state, from which the draws go on exactly.
  public borrowing func savedState() -> [UInt8] {
    let name = Array(generator.name.utf8)
    let size = gsl_rng_size(state)
    let memory = UnsafeRawBufferPointer(start: gsl_rng_state(state), count: size)
    let body =
      Self.magic + Self.bytes(Self.stateFormat) + Self.bytes(UInt32(name.count)) + name
      + Self.bytes(UInt64(size)) + Array(memory)
    return body + SHA256.digest(body)
  }

  /// A stream that goes on where the saved one was.
  ///
  /// - Parameters:
  ///   - bytes: what ``savedState()`` gave.
  ///   - expected: the generator the state must belong to; any, when `nil`.
  /// - Throws: ``StreamStateError``; nothing that was cut or changed is accepted.
  public init(savedState bytes: [UInt8], of expected: Generator? = nil) throws(StreamStateError) {
    let (generator, memory) = try Self.parse(bytes, expected)
    self.init(unseeded: generator)
    UnsafeMutableRawBufferPointer(start: gsl_rng_state(state), count: memory.count).copyBytes(from: memory)
  }

  /// The generator and the bytes of its state, once everything about them is right.
  private static func parse(
    _ bytes: [UInt8], _ expected: Generator?
  ) throws(StreamStateError) -> (Generator, ArraySlice<UInt8>) {
    var rest = try body(bytes)
    guard let length = number(&rest, bytes: 4), length <= rest.count else { throw .damaged }
    let name = String(decoding: rest.prefix(Int(length)), as: UTF8.self)
    rest = rest.dropFirst(Int(length))
    guard let size = number(&rest, bytes: 8), size == rest.count else { throw .damaged }
    guard let generator = try? Generator(named: name) else { throw .unknownGenerator(name: name) }
    if let expected, expected != generator {
      throw .otherGenerator(found: name, expected: expected.name)
    }
    guard rest.count == generator.type.pointee.size else {
      throw .otherSize(generator: name, found: rest.count, expected: generator.type.pointee.size)
    }
    return (generator, rest)
  }

  /// What lies between the format number and the checksum, once both are right.
  private static func body(_ bytes: [UInt8]) throws(StreamStateError) -> ArraySlice<UInt8> {
    guard bytes.starts(with: magic) else { throw .notAState }
    var rest = bytes.dropFirst(magic.count)
    guard let format = number(&rest, bytes: 4) else { throw .damaged }
    guard format == UInt64(stateFormat) else { throw .otherFormat(version: UInt32(format)) }
    guard rest.count >= 32, SHA256.digest(bytes.dropLast(32)) == Array(bytes.suffix(32)) else {
      throw .damaged
    }
    return rest.dropLast(32)
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  /// Takes a little-endian number off the front.
  private static func number(_ rest: inout ArraySlice<UInt8>, bytes count: Int) -> UInt64? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
