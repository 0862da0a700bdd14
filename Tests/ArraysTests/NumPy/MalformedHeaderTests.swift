import TestSupport
import Testing

/// Arrays whose header is malformed are refused with exactly these messages.
@Suite struct MalformedHeaderTests {
  private static let good = MalformedArchive.good

  private static let cases: [MalformedArchive] = [
    .init(
      "no array", Array("PK is no array".utf8), { _ in },
      #"f: 'a' is no array of NumPy's: expected \x93NUMPY at its start (byte 0 of the array)"#),
    .init(
      "nothing", [], { _ in },
      #"f: 'a' is no array of NumPy's: expected \x93NUMPY at its start (byte 0 of the array)"#),
    .init(
      "cut in its header", Array(good.prefix(30)), { _ in },
      "f: 'a' has a header of 50 bytes; it has 20 behind it, and at most 65536 are read (byte 8 of the array)"
    ),
    .init(
      "cut in the header's length", Array(numPy("{}", version: 2).prefix(11)), { _ in },
      "f: 'a' ends within its header (byte 8 of the array)"),
    .init(
      "of version 4", numPy("{}", version: 4), { _ in },
      "f: 'a' is of version 4.0 of NumPy's format; expected 1 to 3 (byte 6 of the array)"),
    .init(
      "of version 0", numPy("{}", version: 0), { _ in },
      "f: 'a' is of version 0.0 of NumPy's format; expected 1 to 3 (byte 6 of the array)"),
    .init(
      "a header of 4 GB", numPy("{}", version: 2).prefix(8) + little(0xFFFF_FFFF, 4), { _ in },
      "f: 'a' has a header of 4294967295 bytes; it has 0 behind it, and at most 65536 are read (byte 8 of the array)"
    ),
    .init(header: "", "f: 'a' has a header that ends too early; expected { (byte 10 of the array)"),
    .init(header: "[]", "f: 'a' has '[' in its header; expected { (byte 10 of the array)"),
    .init(header: "{}", "f: 'a' lacks descr, fortran_order, shape in its header (byte 12 of the array)"),
    .init(
      header: "{'descr':'<f8'}", "f: 'a' lacks fortran_order, shape in its header (byte 25 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,)} {}",
      "f: 'a' has '{' in its header; expected nothing more (byte 61 of the array)"),
    .init(
      header: "{'descr':'<f8','descr':'<f4','fortran_order':False,'shape':(1,)}",
      "f: 'a' has 'descr' twice in its header (byte 25 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,),'extra':1}",
      "f: 'a' has 'extra' in its header; expected descr, fortran_order and shape (byte 60 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':0,'shape':(1,)}",
      "f: 'a' has '0' in its header; expected True or False (byte 41 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(-1,)}",
      "f: 'a' has '-' in its header; expected a length from 0 (byte 56 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1 2)}",
      "f: 'a' has '2' in its header; expected ) (byte 58 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':1}",
      "f: 'a' has '1' in its header; expected ( (byte 55 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1.5,)}",
      "f: 'a' has '.' in its header; expected ) (byte 57 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(99999999999999999999,)}",
      "f: 'a' has a length in its header that is too large (byte 56 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,1,1,1,1,1,1,1,1)}",
      Array(repeating: 0, count: 8), "f: 'a' has 9 dimensions; at most 8 are read (byte 75 of the array)"),
    .init(
      header: "{'descr':'<f8,'fortran_order':False,'shape':()}",
      "f: 'a' has 'f' in its header; expected } (byte 25 of the array)"),
    .init(
      header: "{'descr", "f: 'a' has a text without its closing quote in its header (byte 11 of the array)"),
  ]

  @Test(arguments: cases) func messageIsExact(example: MalformedArchive) { example.check() }

  /// Names and words of many bytes are not repeated in full.
  @Test func messagesStayShort() {
    let long = String(repeating: "x", count: 60_000)
    let files = [
      ZipFile(numPy("{'descr':'\(long)','fortran_order':False,'shape':(1,)}")),
      ZipFile(numPy("{'\(long)':1}")),
    ]
    for file in files {
      let message = Fixtures.message(ofArchive: file.bytes)
      #expect(!message.isEmpty && message.count < 300)
    }
  }
}
