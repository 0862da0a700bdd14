/// Files in which values or rows are missing, whose places are filled, and others that have more than is asked for.
extension Disguise {
  /// The cells that are missing: the row from 0, the series.
  static let gaps = [(row: 30, series: 3), (row: 31, series: 3), (row: 400, series: 0)]

  /// The file with a mark in place of some values.
  static func missing(_ mark: String) -> String {
    var rows = rows
    for gap in gaps { rows[gap.row + 1][gap.series + 1] = mark }
    return text(rows)
  }

  /// The file without half a year, the rows 200 to 225; or with these rows, and nothing in their cells.
  static func halfAYear(isLeftOut: Bool) -> String {
    let left = rows.enumerated().compactMap { line, row in
      !(201..<227).contains(line) ? row : isLeftOut ? nil : [row[0]] + names.map { _ in "" }
    }
    return text(left)
  }

  /// The file with fifteen columns beside it in which every row has the same.
  static let constants: (names: [String], text: String) = {
    let names = (1...15).map { "region_\($0)" }
    return (names, text([rows[0] + names] + body.map { $0 + names.map { _ in "7" } }))
  }()

  /// Counts beyond a thousand, `157331.32`, plain and in the ways in which digits are grouped.
  static let grouped: (plain: Disguise, forms: [Disguise]) = {
    func form(_ name: String, _ mark: String, decimal: String = ".", separator: String = ",", _ keys: String)
      -> Disguise
    {
      let cells = body.map { row in
        [row[0]]
          + row.dropFirst().map { ($0 == "0" ? "331" : "\($0)\(mark)331") + "\(decimal)32" }
          .map { mark == separator || decimal == separator ? "\"\($0)\"" : $0 }
      }
      return Disguise(name, text([rows[0]] + cells, separator), keys)
    }
    let forms = [
      form("commas", ",", "read: {thousands: comma}"),
      form("points", ".", decimal: ",", separator: ";", "read: {thousands: point}"),
      form("points and quotes", ".", decimal: ",", "read: {thousands: point}"),
      form("spaces", " ", "read: {thousands: space}"),
      form("spaces and decimal commas", " ", decimal: ",", separator: ";", "read: {thousands: space}"),
      form(
        "spaces and decimal commas, in quotes", " ", decimal: ",", "read: {thousands: space, decimal: comma}"),
      form("apostrophes", "'", "read: {thousands: apostrophe}"),
    ]
    return (form("plain", "", ""), forms)
  }()
}
