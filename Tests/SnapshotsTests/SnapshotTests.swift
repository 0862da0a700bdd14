import Snapshots
import TestSupport
import Testing

/// What is written is read to the same bits, and what is cut or changed never traps.
struct SnapshotTests {
  /// A part with one value of every type.
  struct Everything: Restorable, Equatable {
    var number = 0
    var optional: Int?
    var double = 0.0
    var text = ""
    var bytes: [UInt8] = []
    var integers = [0, 0, 0]
    var floats: [Float] = []
    var doubles: [Double] = []

    func write(to snapshot: inout SnapshotWriter) {
      snapshot.write(number)
      snapshot.write(optional)
      snapshot.write(double)
      snapshot.write(text)
      snapshot.write(bytes)
      snapshot.write(integers)
      snapshot.write(floats)
      snapshot.write(doubles)
    }

    mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
      number = try snapshot.integer()
      optional = try snapshot.optionalInteger()
      double = try snapshot.double()
      text = try snapshot.text()
      bytes = try snapshot.bytes()
      integers = try snapshot.integers(3)
      floats = try snapshot.numbers()
      doubles = try snapshot.numbers(2)
    }
  }

  static let part = Everything(
    number: -7, optional: 1 << 40, double: -0.0, text: "τ = ½\n", bytes: [0, 255], integers: [1, -2, .max],
    floats: [.infinity, -1.5, .leastNonzeroMagnitude], doubles: [.pi, .leastNonzeroMagnitude])

  private static func written(_ part: Everything) -> [UInt8] {
    var writer = SnapshotWriter()
    writer.write("everything", part)
    return writer.bytes
  }

  private static func read(_ bytes: [UInt8], as name: String = "everything") throws(SnapshotError)
    -> Everything
  {
    var (reader, part) = (SnapshotReader(bytes), Everything())
    try reader.read(name, &part)
    try reader.end()
    return part
  }

  @Test(arguments: [part, Everything(doubles: [0, 0])]) func whatIsWrittenIsRead(_ part: Everything) throws {
    let read = try Self.read(Self.written(part))
    #expect(read == part)
    #expect(read.double.sign == part.double.sign)
    #expect(Self.written(read) == Self.written(part))
  }

  @Test func bitsOfNumbersThatAreNoneAreKept() throws {
    var part = Self.part
    part.floats = [Float(bitPattern: 0xFFC0_1234)]
    #expect(try Self.read(Self.written(part)).floats[0].bitPattern == 0xFFC0_1234)
  }

  @Test func otherBytesAreRefused() throws {
    let bytes = Self.written(Self.part)
    for (found, name, message) in [
      (bytes + [0], "everything", "1 bytes are left over"),
      (Array(bytes.dropLast()), "everything", "it ends too early"),
      (bytes, "nothing", "'everything' stands where 'nothing' should"),
    ] {
      let error = #expect(throws: SnapshotError.self) { try Self.read(found, as: name) }
      #expect(error?.description == message)
    }
    var fewer = Self.part
    fewer.doubles = [1]
    let error = #expect(throws: SnapshotError.self) { try Self.read(Self.written(fewer)) }
    #expect(error?.description == "1 numbers stand where 2 should")
  }

  /// A cut is always found; a changed bit is, where it is no bit of a value.
  @Test func damageNeverTraps() {
    let bytes = Self.written(Self.part)
    func reading(_ bytes: [UInt8]) -> Reading {
      Reading(isRefusal: { $0 is SnapshotError }, isSound: { try Self.written(Self.read(bytes)) == bytes })
    }
    let cut = DamageReport(cutting: bytes, by: reading)
    #expect(cut.faults.isEmpty && cut.read == 0 && cut.refused == bytes.count)
    let flipped = DamageReport(flippingBitsOf: bytes, by: reading)
    #expect(flipped.faults.isEmpty, "\(flipped.faults.first ?? "")")
    #expect(flipped.refused > 8 * 8 * 7)
  }
}
