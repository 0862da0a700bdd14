import Planning
import Tables

/// Compares stable files of a results folder with the same files written anew elsewhere.
struct FileComparison {
  /// The results folder.
  let folder: String
  /// Where the files were written anew.
  let rebuilt: String

  /// The first difference in a file; `nil` where every byte is the same.
  ///
  /// - Parameters:
  ///   - file: its name in both folders.
  ///   - row: the only row of data to compare, from 1; `nil` for all of the file.
  func difference(in file: String, row: Int? = nil) throws(IOError) -> Difference? {
    guard Files.exists(Files.join(folder, file)) else { return Difference(file: file, .missing) }
    if file.hasSuffix(".csv") { return try tableDifference(file, row: row) }
    return file.hasSuffix(".json") ? try textDifference(file) : try byteDifference(file)
  }

  private func tableDifference(_ file: String, row: Int?) throws(IOError) -> Difference? {
    var old = try WholeLines(Files.join(folder, file), quotes: true)
    var new = try WholeLines(Files.join(rebuilt, file), quotes: true)
    let (oldHeader, newHeader) = (try old.next(), try new.next())
    guard let header = oldHeader, header == newHeader else {
      return Self.other(file, .header, oldHeader, newHeader)
    }
    var number = 0
    while true {
      let (a, b) = (try old.next(), try new.next())
      number += 1
      guard a != nil || b != nil else { return nil }
      if a == b || row.map({ $0 != number }) == true { continue }
      guard let a, let b, let old = CSVRows(header + a), let new = CSVRows(header + b),
        let column = old.names.indices.first(where: { old.rows[0][$0] != new.rows[0][$0] })
      else { return Self.other(file, .row(number, column: nil), a, b) }
      return Difference(
        file: file, at: .row(number, column: old.names[column]),
        .other(stored: old.rows[0][column], found: new.rows[0][column]))
    }
  }

  private func textDifference(_ file: String) throws(IOError) -> Difference? {
    var old = try WholeLines(Files.join(folder, file), quotes: false)
    var new = try WholeLines(Files.join(rebuilt, file), quotes: false)
    var number = 0
    while true {
      let (a, b) = (try old.next(), try new.next())
      number += 1
      guard a != nil || b != nil else { return nil }
      if a != b { return Self.other(file, .line(number), a, b) }
    }
  }

  private func byteDifference(_ file: String) throws(IOError) -> Difference? {
    let (old, new) = (try Files.read(Files.join(folder, file)), try Files.read(Files.join(rebuilt, file)))
    guard old != new else { return nil }
    return Difference(
      file: file, at: .byte(ByteDifference.first(old, new)),
      .other(stored: "\(old.count) bytes", found: "\(new.count) others"))
  }

  private static func other(
    _ file: String, _ place: Difference.Place, _ stored: [UInt8]?, _ found: [UInt8]?
  ) -> Difference {
    func text(_ line: [UInt8]?) -> String? {
      line.map { String(decoding: $0.last == 0x0A ? $0.dropLast() : $0[...], as: UTF8.self) }
    }
    // Of two lines that differ in their ends alone both are shown with what they have.
    let isSame = text(stored) == text(found)
    return Difference(
      file: file, at: place,
      .other(
        stored: isSame ? stored.map { String(decoding: $0, as: UTF8.self) } : text(stored),
        found: isSame ? found.map { String(decoding: $0, as: UTF8.self) } : text(found)))
  }
}
