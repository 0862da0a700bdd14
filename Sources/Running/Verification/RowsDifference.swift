import Tables

/// The first difference between the rows that two records have of one table.
struct RowsDifference {
  let place: Difference.Place
  let stored: String?
  let found: String?

  /// `nil` where columns and rows are the same.
  init?(_ stored: TableRows, _ found: TableRows) {
    guard stored.columns == found.columns else {
      self.init(.header, stored.columns.joined(separator: ","), found.columns.joined(separator: ","))
      return
    }
    guard stored.lines != found.lines else { return nil }
    var (old, new) = (stored.rows.makeIterator(), found.rows.makeIterator())
    var number = 0
    while true {
      let (a, b) = (old.next(), new.next())
      number += 1
      guard let a, let b, a.words.count == b.words.count else {
        guard a != nil || b != nil else { return nil }
        self.init(.row(number, column: nil), a.map(Self.text), b.map(Self.text))
        return
      }
      guard let column = a.words.indices.first(where: { a.words[$0] != b.words[$0] }) else { continue }
      self.init(
        .row(number, column: column < stored.columns.count ? stored.columns[column] : nil),
        RecordWord.text(a.words[column]), RecordWord.text(b.words[column]))
      return
    }
  }

  private init(_ place: Difference.Place, _ stored: String?, _ found: String?) {
    self.place = place
    self.stored = stored
    self.found = found
  }

  private static func text(_ row: TableRow) -> String {
    row.words.map(RecordWord.text).joined(separator: ",")
  }
}
