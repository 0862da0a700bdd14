/// Columns of text, padded to one width each.
struct TextTable {
  /// On which side a column's text stands.
  enum Side { case left, right }

  let columns: [Side]
  let rows: [[String]]

  /// The rows as lines, columns two spaces apart, without spaces at the end.
  var lines: [String] {
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
