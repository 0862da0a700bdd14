/// Columns of text, padded to one width each.
package struct TextTable {
  /// On which side a column's text stands.
  package enum Side: Sendable { case left, right }

  let columns: [Side]
  let rows: [[String]]

  /// A table whose rows have a text for every column.
  package init(columns: [Side], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The rows as lines, columns two spaces apart, without spaces at the end.
  package var lines: [String] {
    let widths = columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let line = row.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - text.count)
        return columns[column] == .left ? text + padding : padding + text
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
