import RandomStreams
import Snapshots
import Testing

/// A field of noise goes on with the same draws after it has been written down and taken up by another.
struct NoiseFieldSnapshotTests {
  private static func field(_ generator: String, replicate: Int = 3) throws -> NoiseField {
    NoiseField(
      generator: try Generator(named: generator), seed: 11, replicate: replicate, purpose: .trainingNoise,
      sharing: .perStep, scope: .unit)
  }

  /// The draws of a pass: of the input gate always, of a mask at every second one, in an order of its own.
  private static func draws(_ field: NoiseField, pass: Int) -> [Float] {
    field.begin(time: UInt32(pass), steps: 2, layers: 1, units: 3, sequences: [4, 9])
    var places = [
      NoisePlace(channel: .input, layer: 0, step: 1), NoisePlace(channel: .input, layer: 0, step: 0),
    ]
    if pass % 2 == 1 { places.append(NoisePlace(channel: .cellMask, subDraw: 1, layer: 0, step: 0)) }
    return places.flatMap { place in
      var uniforms = [Float](repeating: 0, count: 6)
      var span = uniforms.mutableSpan
      field.fill(&span, at: place)
      return uniforms
    }
  }

  private static func bytes(_ field: NoiseField) -> [UInt8] {
    var writer = SnapshotWriter()
    field.write(to: &writer)
    return writer.bytes
  }

  @Test(arguments: ["philox4x32-10", "mt19937", "ranlxs0", "taus2"], [0, 1, 2, 5])
  func goesOnWithTheSameDraws(_ generator: String, passes: Int) throws {
    let whole = try Self.field(generator)
    for pass in 0..<passes { _ = Self.draws(whole, pass: pass) }
    let bytes = Self.bytes(whole)
    let other = try Self.field(generator)
    // What the other field has drawn before is forgotten.
    _ = Self.draws(other, pass: 1)
    var reader = SnapshotReader(bytes)
    try other.restore(from: &reader)
    try reader.end()
    for pass in passes..<passes + 4 {
      #expect(Self.draws(other, pass: pass) == Self.draws(whole, pass: pass), "pass \(pass)")
    }
  }

  @Test func drawsWithAddressesNeedNoPlaces() throws {
    let field = try Self.field("philox4x32-10")
    _ = Self.draws(field, pass: 0)
    #expect(Self.bytes(field).isEmpty)
  }

  @Test func damageIsRefused() throws {
    let field = try Self.field("mt19937")
    _ = Self.draws(field, pass: 1)
    let bytes = Self.bytes(field)
    let other = try Self.field("mt19937")
    for count in bytes.indices {
      var reader = SnapshotReader(Array(bytes[..<count]))
      #expect(throws: SnapshotError.self, "cut at \(count)") { try other.restore(from: &reader) }
    }
    // A count may be another and be believed; a stream has a checksum of its own, and nothing traps.
    var refused = 0
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x80
      var reader = SnapshotReader(changed)
      do { try other.restore(from: &reader) } catch { refused += 1 }
    }
    #expect(refused > bytes.count - 7 * 8)
    let ranlux = try Self.field("ranlxs0")
    var reader = SnapshotReader(bytes)
    let error = #expect(throws: SnapshotError.self) { try ranlux.restore(from: &reader) }
    #expect(error?.description == "the stream state belongs to mt19937, expected ranlxs0")
  }
}
