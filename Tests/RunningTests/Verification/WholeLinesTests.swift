import Foundation
import Running
import TestSupport
import Testing

/// Lines that are longer than what is read at once, and line ends that belong to a cell.
@Suite struct WholeLinesTests {
  let folder = TemporaryFolder()

  private func lines(_ text: String, quotes: Bool) throws -> [String] {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder["t"]))
    var reader = try WholeLines(folder["t"], quotes: quotes)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }

  @Test func endsBelongToTheirLines() throws {
    #expect(try lines("", quotes: true) == [])
    #expect(try lines("a\n\nb", quotes: true) == ["a\n", "\n", "b"])
    #expect(try lines("a,\"x\n\"\"y\n\"\nb\n", quotes: true) == ["a,\"x\n\"\"y\n\"\n", "b\n"])
    #expect(try lines("a,\"x\ny\n", quotes: false) == ["a,\"x\n", "y\n"])
  }

  /// Pieces have 2¹⁸ bytes.
  @Test func linesAcrossPieces() throws {
    for length in [(1 << 18) - 2, (1 << 18) - 1, 1 << 18, 600_000] {
      let long = String(repeating: "x", count: length)
      #expect(try lines("\(long)\nb\n", quotes: true) == [long + "\n", "b\n"])
      #expect(try lines("\"\(long)\n\"\nb\n", quotes: true) == ["\"\(long)\n\"\n", "b\n"])
    }
  }
}
