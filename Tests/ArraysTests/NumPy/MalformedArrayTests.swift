import Arrays
import Testing

/// Arrays of types that are not read, or of other bytes than their header says, are refused with exactly these messages.
@Suite struct MalformedArrayTests {
  private static let cases: [MalformedArchive] = [
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(4294967296,4294967296)}",
      "f: 'a' has 0 bytes; '<f8' of shape [4294967296, 4294967296] takes more than there are (byte 79 of the array)"
    ),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1,)}", [1, 2, 3],
      "f: 'a' has 3 bytes; '<f8' of shape [1] takes 8 (byte 60 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(1)}", Array(repeating: 0, count: 9),
      "f: 'a' has 9 bytes; '<f8' of shape [1] takes 8 (byte 59 of the array)"),
    .init(
      header: "{'descr':'<f8','fortran_order':False,'shape':(0,)}", [1],
      "f: 'a' has 1 bytes; '<f8' of shape [0] takes 0 (byte 60 of the array)"),
    .init(
      header: "{'descr':'<c16','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<c16', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    .init(
      header: "{'descr':'|O','fortran_order':False,'shape':()}",
      "f: 'a' is of type '|O', Python's objects, which is not read; expected numbers of 8 to 64 bits, truth values, or texts; array.astype(str) makes texts of objects (byte 10 of the array)"
    ),
    .init(
      header: "{'descr':[('x','<f4')],'fortran_order':False,'shape':()}",
      "f: 'a' holds records of several fields; expected an array of numbers or of texts (byte 19 of the array)"
    ),
    .init(
      header: "{'descr':'f8','fortran_order':False,'shape':()}",
      "f: 'a' is of type 'f8', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    .init(
      header: "{'descr':'<U0','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<U0', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    .init(
      header: "{'descr':'<U99999999999999999999','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<U99999999999999999999', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    .init(
      header: "{'descr':'<M8[D]','fortran_order':False,'shape':()}",
      "f: 'a' is of type '<M8[D]', which is not read; expected numbers of 8 to 64 bits, truth values, or texts (byte 10 of the array)"
    ),
    .init(
      header: "{'descr':'<U1','fortran_order':False,'shape':()}", [0, 0xD8, 0, 0],
      "f: 'a' holds a text that is not Unicode (byte 58 of the array)"),
    .init(
      header: "{'descr':'|S1','fortran_order':False,'shape':()}", [0xFF],
      "f: 'a' holds a text that is not Unicode (byte 58 of the array)"),
  ]

  @Test(arguments: cases) func messageIsExact(example: MalformedArchive) { example.check() }

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
}
