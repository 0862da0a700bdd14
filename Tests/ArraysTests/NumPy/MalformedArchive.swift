import TestSupport
import Testing

/// A malformed `.npz` file, and the message with which it is refused.
struct MalformedArchive: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let message: String
  var testDescription: String { name }

  init(_ name: String, _ bytes: [UInt8], _ message: String) {
    (self.name, self.bytes, self.message) = (name, bytes, message)
  }

  /// An archive of one array.
  init(
    _ name: String, _ array: [UInt8], _ change: (inout ZipFile.Entry) -> Void, _ message: String
  ) {
    self.init(name, ZipFile(array, change).bytes, message)
  }

  /// An archive of one array with this dictionary, and these bytes behind it.
  init(header: String, _ data: [UInt8], _ message: String) {
    self.init(header, ZipFile(numPy(header, data)).bytes, message)
  }

  init(header: String, _ message: String) { self.init(header: header, [], message) }

  /// An array of one number, which is sound.
  static let good = numPy("{'descr':'<i2','fortran_order':False,'shape':(1,)}", [7, 0])

  /// The file is refused with exactly the message.
  func check() {
    let found = Fixtures.message(ofArchive: bytes)
    #expect(found == message, "<<<\(name)\n\(found)\n>>>")
  }
}
