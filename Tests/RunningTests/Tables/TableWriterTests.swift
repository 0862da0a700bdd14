import Digest
import Running
import Tables
import TestSupport
import Testing

@Suite struct TableWriterTests {
  let folder = TemporaryFolder()
  let schema = TableSchema(
    "points", "Points.", [.init("name", .string, "Name."), .init("x", .number, "Place.", isOptional: true)])

  @Test func aTableIsItsHeaderAndItsRows() throws {
    var writer = try TableWriter(schema, in: folder.path)
    for (name, x) in [("a", 0.5), ("b", nil)] as [(String, Double?)] {
      try writer.write(CSVLine([.text(name), .exact(x)]))
    }
    let published = try writer.publish()
    let bytes = try Files.read(folder["points.csv"])
    #expect(String(decoding: bytes, as: UTF8.self) == "name,x\na,0.5\nb,\n")
    #expect(published.rows == 2)
    #expect(published.size == bytes.count)
    #expect(published.digest == SHA256.hexadecimal(bytes))
  }

  @Test func anEmptyTableHasAHeader() throws {
    _ = try TableWriter(schema, in: folder.path).publish()
    #expect(try Files.read(folder["points.csv"]) == Array("name,x\n".utf8))
  }
}
