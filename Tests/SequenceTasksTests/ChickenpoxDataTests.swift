import DataReading
import Digest
import SequenceTasks
import Sequences
import Testing

@Suite("The chickenpox file")
struct ChickenpoxDataTests {
  @Test func hasTheChecksumBesideIt() throws {
    let line = String(decoding: try Fixtures.data("hungary_chickenpox.csv.sha256"), as: UTF8.self)
    let digest = SHA256.hexadecimal(try Fixtures.data("hungary_chickenpox.csv"))
    #expect(line == "\(digest)  hungary_chickenpox.csv\n")
    #expect(digest == "faa34431a3280509561c607a82158970f061013ef99ee1a212e75f96a1a519fb")
  }

  @Test func isWhatTheReadmeSays() throws {
    let bytes = try Fixtures.data("hungary_chickenpox.csv")
    let request = SeriesRequest(file: "hungary_chickenpox.csv", read: try ReadSettings(nil))
    let table = try SeriesTable(request, files: FileReader { _ in bytes })
    #expect((table.rowCount, table.names.count) == (522, 20))
    let dates = try #require(table.dates)
    #expect(dates.first == CalendarDate("2005-01-03") && dates.last == CalendarDate("2014-12-29"))
    #expect(zip(dates, dates.dropFirst()).allSatisfy { $1.days - $0.days == 7 })
    let count = Double(table.values.count)
    let mean = table.values.reduce(0, +) / count
    let deviation = (table.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    #expect(abs(mean - 38.8) < 0.05)
    #expect(abs(deviation - 44.2) < 0.05)
    #expect(abs(Double(table.values.count { $0 == 0 }) / count - 0.043) < 0.0005)
    #expect(table.values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
  }
}
