import Catalog

/// Reads a table in which each row is a series and each column a time.
///
/// The columns whose names are dates are the times; all others are ignored, but for the one that names the series.
struct TransposedReader {
  private var table: TableReader
  private let request: SeriesRequest
  private var series = RawSeries()
  /// The place of each series, by name.
  private var index: [String: Int] = [:]
  private var problems = ColumnProblems()

  init(_ table: TableReader, _ request: SeriesRequest) {
    self.table = table
    self.request = request
  }

  /// The series of the whole file.
  consuming func read() throws -> (RawSeries, TableReader) {
    guard let name = request.read.series else {
      preconditionFailure("a transposed table has a column of names, as its settings were checked")
    }
    let nameColumn = try table.columns.column(name, "read.series")
    let columns = try times(except: nameColumn)
    guard let times = series.times else { preconditionFailure("a transposed table has times") }
    guard try table.next() else {
      throw table.headerError(0, "no rows under the header; expected one line for each series")
    }
    // By series, then by time, as the file has them.
    var values: [Double] = []
    let wanted = request.columns.map { Set($0) }
    repeat {
      guard !table.isBlank else { continue }
      let label = try table.text(nameColumn)
      if let wanted, !wanted.contains(label) { continue }
      guard !label.isEmpty else { throw table.error(nameColumn, "the row names no series") }
      if let first = index.updateValue(series.names.count, forKey: label) {
        throw table.error(
          nameColumn,
          "'\(label)' names two rows, the other on line \(series.places[first].line); choose one with 'read: {where: …}'"
        )
      }
      series.names.append(label)
      series.places.append(table.place(nameColumn))
      for column in columns {
        switch table.value(column) {
        case .number(let value): values.append(value)
        case .missing: values.append(.nan)
        case .other:
          let (table, place) = (table, series.names.count - 1)
          problems.note(place, label) { table.notANumber(column) }
          values.append(.nan)
        }
      }
    } while try table.next()
    if let problem = problems.error(
      "hold cells that are no numbers",
      remedy: "list the series in 'columns', or name what holds no value in 'read: {missing: […]}'")
    {
      throw problem
    }
    try arrange(values, rows: times.values.count)
    series.lines = LineMap(repeatElement(table.places[0].line, count: times.values.count))
    return (series, table)
  }

  /// Puts the values in order of time and of the series that were asked for.
  private mutating func arrange(_ values: [Double], rows: Int) throws {
    var order = Array(series.names.indices)
    if let columns = request.columns {
      order = try columns.map { name in
        guard let place = index[name] else {
          throw ParameterError.notAdmissible(
            name: "columns",
            found: "'\(name)', which no row names\(NearestName.hint(for: name, among: series.names))",
            allowed: "series that rows of \(table.file) name")
        }
        return place
      }
      guard Set(order).count == order.count else {
        throw ParameterError.notAdmissible(
          name: "columns", found: "a series twice", allowed: "each series once")
      }
      series.names = order.map { series.names[$0] }
      series.places = order.map { series.places[$0] }
    }
    series.values = [Double](repeating: 0, count: values.count)
    for (to, from) in order.enumerated() {
      for row in 0..<rows { series.values[row * order.count + to] = values[from * rows + row] }
    }
  }

  /// The columns of times.
  private mutating func times(except nameColumn: Int) throws -> [Int] {
    var told: DateFormat?
    switch table.settings.dates {
    case .none:
      throw ParameterError.conflict(
        names: ["read.date", "read.layout"], reason: "a transposed table has its dates in the header")
    case .told(_, let format, _): told = format
    case .found: break
    }
    let areNumbers = told?.order == .number
    var times = RawSeries.Times(areNumbers: areNumbers)
    var (columns, others): ([Int], [String]) = ([], [])
    var doubtful: (column: Int, formats: [DateFormat])?
    for (column, name) in table.names.enumerated() where column != nameColumn {
      let format = told ?? DateFormat.certain(name)
      let time =
        areNumbers
        ? DecimalNumber.value(of: Array(name.utf8).span)
        : format.flatMap { $0.seconds(name) }.map { Double($0) }
      if let time {
        columns.append(column)
        times.values.append(time)
      } else {
        if told == nil, doubtful == nil {
          let possible = DateFormat.possible(name)
          if !possible.isEmpty { doubtful = (column, possible) }
        }
        if !name.isEmpty { others.append(name) }
      }
    }
    if let doubtful {
      let name = table.names[doubtful.column]
      let readings = doubtful.formats.map { format in
        "\(CalendarDate(seconds: format.seconds(name) ?? 0).text) ('read: {date: {format: \(format.word)}}')"
      }
      throw table.headerError(
        doubtful.column, "the column '\(name)' could be \(readings.joined(separator: " or ")); say which")
    }
    var seen: [Double: Int] = [:]
    for (place, time) in times.values.enumerated() {
      guard let first = seen.updateValue(place, forKey: time) else { continue }
      throw table.headerError(
        columns[place],
        "the columns \(columns[first] + 1) and \(columns[place] + 1) have one time, \(times.text(time))")
    }
    guard !columns.isEmpty else {
      throw table.headerError(
        0,
        "no column's name is a date\(told.map { " of the form \($0.word) (\($0.example))" } ?? ""); a transposed table has a time in each column's name, and 'read: {date: {format: …}}' says how it is written"
      )
    }
    if !others.isEmpty {
      let list = others.prefix(20).joined(separator: ", ") + (others.count > 20 ? ", …" : "")
      series.notes.append(Finding("ignored", "columns whose names are no dates: \(list)"))
    }
    series.times = times
    return columns
  }
}
