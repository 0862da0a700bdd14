import Catalog
import Digest

/// Series of numbers at common times, read from a file and checked.
///
/// Rows are in order of time and, where they have dates and more than their order counts, equally spaced.
package struct SeriesTable: Sendable {
  /// The file as the experiment names it.
  package let file: String
  /// The series' names.
  package let names: [String]
  /// The dates, rising; `nil` where the file has none, or numbers in their place.
  package let dates: [CalendarDate]?
  /// The numbers row by row, [rows, series]; what was missing is filled.
  package let values: [Double]
  /// Which values the file holds, [rows, series]; `nil` where it holds all.
  package let observed: [Bool]?
  /// The distance from row to row, where it is known.
  package let spacing: TimeSpacing?
  /// Whether a filled value knows a later one.
  package let looksAhead: Bool
  /// What was found in the file, as `sluice plan` prints it: a name and a text.
  package let findings: [Finding]
  /// The SHA-256 of names, times, values and what was missing.
  package let digest: String
  /// The number of rows.
  package var rowCount: Int { values.count / names.count }

  private let places: [FilePlace]
  private let lines: [Int?]?
  private let map: LineMap

  /// Reads the series of a file.
  ///
  /// - Throws: ``DataError`` where the file cannot be understood with certainty; `ParameterError` where a setting names
  ///   what is not there.
  package init(_ request: SeriesRequest, files: borrowing FileReader) throws {
    file = request.file
    let table = try TableReader(file: request.file, files.content(request.file), request.read)
    var cellProblem: DataError?
    var (raw, end): (RawSeries, TableReader)
    switch request.read.layout {
    case .wide:
      let reader = WideReader(table, request)
      (raw, end, cellProblem) = try reader.read()
    case .long: (raw, end) = try LongReader(table, request).read()
    case .transposed: (raw, end) = try TransposedReader(table, request).read()
    }
    let width = raw.names.count
    var findings = Self.format(end, raw)
    var dates: [CalendarDate]?
    var times: [Double]?
    if let found = raw.times {
      let axis = try TimeAxis(raw, found, request).arrange()
      if let cellProblem { throw cellProblem }
      if let rows = axis.rows {
        var values: [Double] = []
        values.reserveCapacity(rows.count * width)
        for row in rows {
          if let row {
            values += raw.values[row * width..<(row + 1) * width]
          } else {
            values += repeatElement(.nan, count: width)
          }
        }
        raw.values = values
        lines = rows.map { row in row.map { raw.lines[$0] } }
      } else {
        lines = nil
      }
      spacing = axis.spacing
      times = axis.times
      if !found.areNumbers { dates = axis.times.map { CalendarDate(seconds: Int($0)) } }
      let ends = [axis.times.first, axis.times.last].compactMap { $0 }.map(found.text).joined(
        separator: " to ")
      findings.append(Finding("rows", "\(axis.times.count), \(ends)"))
      findings.append(Finding("spacing", axis.spacing?.text ?? "by rows: the order alone counts"))
      if axis.added > 0 {
        findings.append(
          Finding(
            "filled",
            "\(axis.added) \(axis.added == 1 ? "row" : "rows") left out in \(axis.stretches) \(axis.stretches == 1 ? "place" : "places") (\(request.fill.rawValue)); they never count as targets"
          ))
      }
    } else {
      if let cellProblem { throw cellProblem }
      (lines, spacing) = (nil, nil)
      findings.append(
        Finding("rows", "\(raw.values.count / width), no dates: each is taken for an equal step"))
    }
    map = raw.lines
    (names, places) = (raw.names, raw.places)
    self.dates = dates
    let (lines, map) = (lines, map)
    let missing = raw.values.count { $0.isNaN }
    let filler = MissingValues(file: request.file, rule: request.fill, names: raw.names, places: raw.places) {
      row in
      if let lines { lines[row] } else { map[row] }
    }
    observed = try filler.fill(&raw.values)
    values = raw.values
    if missing > 0 {
      let share = Double(missing) / Double(values.count) * 100
      findings.append(
        Finding(
          "filled",
          "\(missing) \(missing == 1 ? "value" : "values") (\((share * 100).rounded() / 100) %) by \(request.fill.rawValue); they never count as targets"
        ))
    }
    looksAhead = request.fill == .interpolate && observed != nil
    findings.append(
      Finding("series", "\(width): \(raw.names.prefix(40).joined(separator: ", "))\(width > 40 ? ", …" : "")")
    )
    self.findings = findings
    digest = Self.digest(raw.names, times, areNumbers: raw.times?.areNumbers ?? false, values, observed)
  }

  /// How the file is written, and what of it was left aside.
  private static func format(_ table: TableReader, _ raw: RawSeries) -> [Finding] {
    var text = "separated by \(table.separator.rawValue), decimal \(table.numbers.decimal)"
    if table.settings.thousands != .none { text += ", thousands \(table.settings.thousands.rawValue)" }
    return [Finding("format", text)] + raw.notes
  }

  /// The data as they were read: the same for every way to write them.
  ///
  ///     sluice/series/v1, the count of names, each with its length, then 0 without times, 1 with dates or 2 with numbers and the
  ///     times, the values, and 1 with which of them were observed or 0
  ///
  /// Whole numbers take eight bytes, the most significant first, dates the seconds since 1970, other numbers their
  /// IEEE 754 bits.
  private static func digest(
    _ names: [String], _ times: [Double]?, areNumbers: Bool, _ values: [Double], _ observed: [Bool]?
  ) -> String {
    var hash = SHA256()
    hash.update("sluice/series/v1\n".utf8)
    hash.update(number: UInt64(names.count))
    for name in names {
      hash.update(number: UInt64(name.utf8.count))
      hash.update(name.utf8)
    }
    hash.update(number: times == nil ? 0 : areNumbers ? 2 : 1)
    hash.update(number: UInt64(values.count / max(1, names.count)))
    func update(_ numbers: [Double], _ bits: (Double) -> UInt64) {
      // In pieces, so that a large table needs no copy of its size.
      for start in stride(from: 0, to: numbers.count, by: 4_096) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * 4_096)
        for number in numbers[start..<min(start + 4_096, numbers.count)] {
          withUnsafeBytes(of: bits(number).bigEndian) { bytes += $0 }
        }
        hash.update(bytes)
      }
    }
    // −0 is 0: both are written so.
    if let times { update(times) { areNumbers ? ($0 + 0).bitPattern : UInt64(bitPattern: Int64($0)) } }
    update(values) { ($0 + 0).bitPattern }
    hash.update(byte: observed == nil ? 0 : 1)
    if let observed { hash.update(observed.map { $0 ? 1 : 0 }) }
    return Hexadecimal.text(hash.finalize())
  }

  // MARK: Messages

  /// The text of a row's date or its number from 1, for messages and tables.
  package func label(ofRow row: Int) -> String {
    if let dates { dates[row].text } else { "row \(row + 1)" }
  }

  /// The line of a row; `nil` of one that was put in.
  package func line(ofRow row: Int) -> Int? { if let lines { lines[row] } else { map[row] } }

  /// An error that points at a series.
  package func error(series: Int, _ message: String) -> DataError {
    DataError(file: file, line: places[series].line, column: places[series].column, message)
  }

  /// An error that points at a row.
  package func error(row: Int, _ message: String) -> DataError {
    DataError(file: file, line: line(ofRow: row), message)
  }
}
