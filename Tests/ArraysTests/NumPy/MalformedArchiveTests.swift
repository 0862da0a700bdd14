import Arrays
import TestSupport
import Testing

/// Every malformed `.npz` file is refused with exactly this message.
@Suite struct MalformedArchiveTests {
  /// A file and the message.
  struct Case: Sendable, CustomTestStringConvertible {
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
  }

  /// One number.
  private static let good = numPy("{'descr':'<i2','fortran_order':False,'shape':(1,)}", [7, 0])

  private static let archives = [
    Case(
      "a single array", good,
      "f: byte 0: found a single array, as numpy.save writes it; expected named ones, as numpy.savez does"),
    Case(
      "an archive cut in its directory", Array(ZipFile(good).bytes.dropLast(1)),
      "f: byte 169: the archive has no directory at its end; the file has been cut"),
    Case(
      "an archive cut in its data", Array(ZipFile(good).bytes.prefix(60)),
      "f: byte 60: the archive has no directory at its end; the file has been cut"),
    Case(
      "the signature alone", [0x50, 0x4B, 3, 4],
      "f: byte 4: the archive has no directory at its end; the file has been cut"),
    Case(
      "a directory that begins elsewhere",
      {
        var file = ZipFile(good)
        file.directory = 1
        return file.bytes
      }(), "f: byte 1: expected an entry of the archive's directory here"),
    Case(
      "a directory beyond the end",
      {
        var file = ZipFile(good)
        file.directory = 1 << 20
        return file.bytes
      }(), "f: byte 170: expected an entry of the archive's directory here"),
    Case(
      "more entries than there are",
      {
        var file = ZipFile(good)
        file.count = 2
        return file.bytes
      }(), "f: byte 148: expected an entry of the archive's directory here"),
    Case(
      "Zip64 without its directory",
      {
        var file = ZipFile(good)
        file.count = 0xFFFF
        return file.bytes
      }(), "f: byte 148: the archive says that it is of Zip64, and has no such directory"),
    Case(
      "a name twice", ZipFile([.init("a.npy", good), .init("a.npy", good)]).bytes,
      "f: byte 97: two entries are named 'a.npy'; expected a name once"),
    Case(
      "a name that is not UTF-8", good, { $0.name = [0xE9] + Array(".npy".utf8) },
      "f: byte 143: the name of an entry is not UTF-8"),
    Case("an encrypted array", good, { $0.flags = 1 }, "f: byte 97: 'a.npy' is encrypted, which is not read"),
    Case(
      "another method", good, { $0.method = 9 },
      "f: byte 0: 'a.npy' is packed by method 9; expected stored (0) or deflated (8)"),
    Case(
      "a wrong checksum", good, { $0.checksum = 0 },
      "f: byte 0: 'a.npy' does not have the checksum that the directory says; it is damaged"),
    Case(
      "a wrong checksum of a deflated array", good,
      {
        $0 = $0.deflated; $0.checksum = 0
      }, "f: byte 0: 'a.npy' does not have the checksum that the directory says; it is damaged"),
    Case(
      "a stored size that differs", good, { $0.size = 3 },
      "f: byte 0: 'a.npy' is stored in 62 bytes, and the directory says 3"),
    Case(
      "more bytes than the file has", good, { ($0.size, $0.packedSize) = (9_999, 9_999) },
      "f: byte 97: 'a.npy' would begin at byte 0 with 9999 bytes, in a file of 170"),
    Case(
      "an entry beyond the file", good, { $0.offset = 9_999 },
      "f: byte 97: 'a.npy' would begin at byte 9999 with 62 bytes, in a file of 170"),
    Case(
      "an entry without a header", good, { $0.offset = 1 },
      "f: byte 1: 'a.npy' has no header where the archive's directory says it is"),
    Case(
      "bytes that reach behind the end", good, { ($0.size, $0.packedSize) = (150, 150) },
      "f: byte 0: 'a.npy' has 150 bytes, more than follow its header; the file has been cut"),
    Case(
      "deflated to less", good,
      {
        $0 = $0.deflated; $0.size = $0.content.count + 1
      }, "f: byte 0: 'a.npy' does not unpack to its 63 bytes; it is damaged"),
    Case(
      "deflated to more", good,
      {
        $0 = $0.deflated; $0.size = $0.content.count - 1
      }, "f: byte 0: 'a.npy' does not unpack to its 61 bytes; it is damaged"),
    Case(
      "bytes behind the deflated ones", good,
      {
        $0 = $0.deflated; $0.packed.append(0)
      }, "f: byte 0: 'a.npy' does not unpack to its 62 bytes; it is damaged"),
    Case(
      "deflated bytes that are none", good, { $0.method = 8 },
      "f: byte 0: 'a.npy' does not unpack to its 62 bytes; it is damaged"),
    Case(
      "deflated and cut", good,
      {
        $0 = $0.deflated; $0.packed.removeLast()
      }, "f: byte 0: 'a.npy' does not unpack to its 62 bytes; it is damaged"),
    Case(
      "more than deflate can do", good,
      {
        $0 = $0.deflated; $0.size = 0x7FFF_FFFF
      }, "f: byte 0: 'a.npy' says that 67 bytes unpack to 2147483647, which deflate cannot do"),
    Case(
      "Zip64 without its field", good, { $0.size = 0xFFFF_FFFF },
      "f: byte 148: 'a.npy' has sizes of Zip64, and no field that holds them"),
    Case(
      "Zip64 with half of its field", good,
      {
        ($0.size, $0.packedSize) = (0xFFFF_FFFF, 0xFFFF_FFFF)
        $0.extra = little(1, 2) + little(8, 2) + little(58, 8)
      }, "f: byte 148: 'a.npy' has sizes of Zip64, and no field that holds them"),
    Case(
      "a size beyond Int", good,
      {
        $0.size = 0xFFFF_FFFF
        $0.extra = little(1, 2) + little(8, 2) + little(-1, 8)
      }, "f: byte 148: 'a.npy' has sizes of Zip64, and no field that holds them"),
    Case(
      "a size of 2 to the 62", good,
      {
        $0 = $0.deflated
        $0.size = 0xFFFF_FFFF
        $0.extra = little(1, 2) + little(8, 2) + little(1 << 62, 8)
      }, "f: byte 0: 'a.npy' says that 67 bytes unpack to 4611686018427387904, which deflate cannot do"),
  ]

  private static let arrays = [
    Case(
      "no array", Array("PK is no array".utf8), { _ in },
      #"f: 'a' is no array of NumPy's: expected \x93NUMPY at its start (byte 0 of the array)"#),
    Case(
      "nothing", [], { _ in },
      #"f: 'a' is no array of NumPy's: expected \x93NUMPY at its start (byte 0 of the array)"#),
    Case(
      "cut in its header", Array(good.prefix(30)), { _ in },
      "f: 'a' has a header of 50 bytes; it has 20 behind it, and at most 65536 are read (byte 8 of the array)"
    ),
    Case(
      "cut in the header's length", Array(numPy("{}", version: 2).prefix(11)), { _ in },
      "f: 'a' ends within its header (byte 8 of the array)"),
    Case(
      "of version 4", numPy("{}", version: 4), { _ in },
      "f: 'a' is of version 4.0 of NumPy's format; expected 1 to 3 (byte 6 of the array)"),
    Case(
      "of version 0", numPy("{}", version: 0), { _ in },
      "f: 'a' is of version 0.0 of NumPy's format; expected 1 to 3 (byte 6 of the array)"),
    Case(
      "a header of 4 GB", numPy("{}", version: 2).prefix(8) + little(0xFFFF_FFFF, 4), { _ in },
      "f: 'a' has a header of 4294967295 bytes; it has 0 behind it, and at most 65536 are read (byte 8 of the array)"
    ),
    Case(header: "", "f: 'a' has a header that ends too early; expected { (byte 10 of the array)"),
    Case(header: "[]", "f: 'a' has '[' in its header; expected { (byte 10 of the array)"),
    Case(header: "{}", "f: 'a' lacks descr, fortran_order, shape in its header (byte 12 of the array)"),
    Case(header: "{'descr':'<f8'}", "f: 'a' lacks fortran_order, shape in its header (byte 25 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,)} {}",
      "f: 'a' has '{' in its header; expected nothing more (byte 61 of the array)"),
    Case(
      header: "{'descr':'<f8','descr':'<f4','fortran_order':False,'shape':(1,)}",
      "f: 'a' has 'descr' twice in its header (byte 25 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,),'extra':1}",
      "f: 'a' has 'extra' in its header; expected descr, fortran_order and shape (byte 60 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':0,'shape':(1,)}",
      "f: 'a' has '0' in its header; expected True or False (byte 41 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(-1,)}",
      "f: 'a' has '-' in its header; expected a length from 0 (byte 56 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1 2)}",
      "f: 'a' has '2' in its header; expected ) (byte 58 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':1}",
      "f: 'a' has '1' in its header; expected ( (byte 55 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1.5,)}",
      "f: 'a' has '.' in its header; expected ) (byte 57 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(99999999999999999999,)}",
      "f: 'a' has a length in its header that is too large (byte 56 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,1,1,1,1,1,1,1,1)}",
      Array(repeating: 0, count: 8), "f: 'a' has 9 dimensions; at most 8 are read (byte 75 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(4294967296,4294967296)}",
      "f: 'a' has 0 bytes; '<f8' of shape [4294967296, 4294967296] takes more than there are (byte 79 of the array)"
    ),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,)}", [1, 2, 3],
      "f: 'a' has 3 bytes; '<f8' of shape [1] takes 8 (byte 60 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1)}", Array(repeating: 0, count: 9),
      "f: 'a' has 9 bytes; '<f8' of shape [1] takes 8 (byte 59 of the array)"),
    Case(
      header: "{'descr':'<f8','fortran_order':False,'shape':(0,)}", [1],
      "f: 'a' has 1 bytes; '<f8' of shape [0] takes 0 (byte 60 of the array)"),
    Case(
      header: "{'descr':'<c16','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<c16', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    Case(
      header: "{'descr':'|O','fortran_order':False,'shape':()}",
      "f: 'a' is of type '|O', Python's objects, which is not read; expected numbers of 8 to 64 bits, truth values, or texts; array.astype(str) makes texts of objects (byte 10 of the array)"
    ),
    Case(
      header: "{'descr':[('x','<f4')],'fortran_order':False,'shape':()}",
      "f: 'a' holds records of several fields; expected an array of numbers or of texts (byte 19 of the array)"
    ),
    Case(
      header: "{'descr':'f8','fortran_order':False,'shape':()}",
      "f: 'a' is of type 'f8', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    Case(
      header: "{'descr':'<U0','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<U0', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    Case(
      header: "{'descr':'<U99999999999999999999','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<U99999999999999999999', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    Case(
      header: "{'descr':'<M8[D]','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<M8[D]', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    Case(
      header: "{'descr':'<f8,'fortran_order':False,'shape':()}",
      "f: 'a' has 'f' in its header; expected } (byte 25 of the array)"),
    Case(
      header: "{'descr", "f: 'a' has a text without its closing quote in its header (byte 11 of the array)"),
    Case(
      header: "{'descr':'<U1','fortran_order':False,'shape':()}", [0, 0xD8, 0, 0],
      "f: 'a' holds a text that is not Unicode (byte 58 of the array)"),
    Case(
      header: "{'descr':'|S1','fortran_order':False,'shape':()}", [0xFF],
      "f: 'a' holds a text that is not Unicode (byte 58 of the array)"),
  ]

  @Test(arguments: archives + arrays) func messageIsExact(example: Case) {
    let found = Fixtures.message(ofArchive: example.bytes)
    #expect(found == example.message, "<<<\(example.name)\n\(found)\n>>>")
  }

  @Test func arraysThatNobodyAsksForMayBeAnything() throws {
    let file = try Fixtures.archive("objects")
    #expect(file.names == ["a", "b", "c", "d"])
    let messages = file.names.map { name in
      do throws(ArrayFileError) {
        _ = try file.array(named: name)
        return ""
      } catch { return error.message }
    }
    let read = "which is not read; expected numbers of 8 to 64 bits, truth values, or texts"
    let byte = "(byte 10 of the array)"
    #expect(
      messages == [
        "'a' is of type '|O', Python's objects, \(read); array.astype(str) makes texts of objects \(byte)",
        "'b' holds records of several fields; expected an array of numbers or of texts (byte 20 of the array)",
        "'c' is of type '<c16', \(read) \(byte)", "'d' is of type '<M8[D]', \(read) \(byte)",
      ])
  }

  /// Names and words of many bytes are not repeated in full.
  @Test func messagesStayShort() {
    let long = String(repeating: "x", count: 60_000)
    let files = [
      ZipFile([.init(long + ".npy", [])]), ZipFile([.init(long, Self.good), .init(long, Self.good)]),
      ZipFile(numPy("{'descr':'\(long)','fortran_order':False,'shape':(1,)}")),
      ZipFile(numPy("{'\(long)':1}")),
    ]
    for file in files {
      let message = Fixtures.message(ofArchive: file.bytes)
      #expect(!message.isEmpty && message.count < 300)
    }
  }
}
