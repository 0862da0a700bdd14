import Catalog
import DataReading
import Foundation
import Testing

/// Packed files are read as what is in them, whatever their name.
@Suite("gzip")
struct GzipTests {
  /// `Date,a` and two rows, packed by gzip(1) in one member, and in two.
  private static let plain = "Date,a\n2005-01-03,1\n2005-01-10,2\n"
  private static let whole =
    "H4sIAAAAAAACA3NJLEnVSeQyMjAw1TUw1DUw1jGEcwwNdIy4APv/t2whAAAA"

  private func packed() throws -> [UInt8] { try [UInt8](#require(Data(base64Encoded: Self.whole))) }

  @Test func oneMember() throws {
    #expect(try TestData.series(packed()).digest == TestData.series(Self.plain).digest)
  }

  /// Members one after the other, and zeros behind them, as some writers leave them.
  @Test func members() throws {
    let bytes = try packed()
    let twice = bytes + bytes + [0, 0, 0]
    // The header of the second member is a row of texts.
    #expect(TestData.message { try TestData.series(twice) }?.contains("'Date'") == true)
    #expect(try TestData.series(bytes + [0, 0, 0]).values == [1, 2])
  }

  @Test func everyCutIsRefused() throws {
    let bytes = try packed()
    for count in 2..<bytes.count {
      #expect(
        TestData.message { try TestData.series(Array(bytes[..<count])) }?.hasPrefix("data.csv: ") == true,
        "\(count)")
    }
  }
}
