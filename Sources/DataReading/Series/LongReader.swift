import Catalog

/// Reads a table with a row for each time and series.
///
/// The rows of one series must be in order of time, whatever rows of other series stand between them. Series come in the order
/// of `columns`, or as they are first met.
struct LongReader {
  private var table: TableReader
  private let request: SeriesRequest
  private var index: [String: Int] = [:]
  private var series = RawSeries()
  private var problems = ColumnProblems()
  private var cells: [Cell] = []

  /// A value with its time, its series and its line.
  private struct Cell {
    let time: Double
    let series: Int32
    let line: Int32
    let value: Double
  }

  init(_ table: TableReader, _ request: SeriesRequest) {
    self.table = table
    self.request = request
  }

  /// The series of the whole file.
  consuming func read() throws -> (RawSeries, TableReader) {
    let settings = request.read
    guard let seriesName = settings.series, let valueName = settings.value else {
      preconditionFailure("a long table has both, as its settings were checked")
    }
    let seriesColumn = try table.columns.column(seriesName, "read.series")
    let valueColumn = try table.columns.column(valueName, "read.value")
    guard try table.next() else {
      throw table.headerError(0, "no rows under the header; expected one line for each time and series")
    }
    let finder = DateColumns(table: table, chosen: [seriesColumn, valueColumn], named: request.dateColumn)
    guard var dates = try finder.reader() else {
      throw ParameterError.conflict(
        names: ["read.date", "read.layout"],
        reason: "a long table needs dates: they say which values stand side by side")
    }
    for name in request.columns ?? [] { try add(name, isAsked: true) }
    series.times = RawSeries.Times(areNumbers: dates.format.order == .number)
    repeat {
      guard !table.isBlank else { continue }
      let name = try table.text(seriesColumn)
      if request.columns != nil, index[name] == nil { continue }
      guard !name.isEmpty else { throw table.error(seriesColumn, "the row names no series") }
      if index[name] == nil { try add(name, isAsked: false) }
      guard let place = index[name] else { continue }
      if series.places[place].line == 0 { series.places[place] = table.place(seriesColumn) }
      let time = try dates.read(table)
      var value = Double.nan
      switch table.value(valueColumn) {
      case .number(let number): value = number
      case .missing: break
      case .other:
        let table = table
        problems.note(0, valueName) { table.notANumber(valueColumn) }
      }
      cells.append(Cell(time: time, series: Int32(place), line: Int32(clamping: table.line), value: value))
    } while try table.next()
    if let problem = problems.error("hold cells that are no numbers", remedy: "") { throw problem }
    for (place, name) in series.names.enumerated() where series.places[place].line == 0 {
      let known = seen.sorted()
      throw ParameterError.notAdmissible(
        name: "columns", found: "'\(name)', which no row names\(NearestName.hint(for: name, among: known))",
        allowed: "series that '\(seriesName)' names in \(table.file)")
    }
    try checkOrder()
    pivot()
    return (series, table)
  }

  /// Names of series that were met.
  private var seen: [String] {
    series.names.indices.filter { series.places[$0].line > 0 }.map { series.names[$0] }
  }

  private mutating func add(_ name: String, isAsked: Bool) throws {
    if isAsked, index[name] != nil {
      throw ParameterError.notAdmissible(
        name: "columns", found: "'\(name)' twice", allowed: "each series once")
    }
    index[name] = series.names.count
    series.names.append(name)
    series.places.append(FilePlace(line: 0, column: 0))
    guard series.names.count <= 1_000_000 else {
      throw DataError(
        file: table.file, "there are more than a million series; is 'read: {series: …}' the right column?")
    }
  }

  /// Refuses a series whose rows fall in time or tell one time twice.
  private func checkOrder() throws {
    let times = RawSeries.Times(areNumbers: series.times?.areNumbers ?? false)
    let sorted = cells.sorted { ($0.series, $0.time, $0.line) < ($1.series, $1.time, $1.line) }
    for (cell, next) in zip(sorted, sorted.dropFirst())
    where (cell.series, cell.time) == (next.series, next.time) {
      throw DataError(
        file: table.file, line: Int(next.line), column: 1,
        "'\(series.names[Int(cell.series)])' has two rows of \(times.text(cell.time)), the other on line \(cell.line); choose one with 'read: {where: …}'"
      )
    }
    guard request.read.order == .asIs else { return }
    var last = [Cell?](repeating: nil, count: series.names.count)
    for cell in cells {
      if let before = last[Int(cell.series)], cell.time < before.time {
        throw DataError(
          file: table.file, line: Int(cell.line), column: 1,
          "'\(series.names[Int(cell.series)])' falls in time: \(times.text(cell.time)) comes after \(times.text(before.time)) on line \(before.line); say 'read: {order: by_date}' to sort the rows by their dates"
        )
      }
      last[Int(cell.series)] = cell
    }
  }

  /// Lays the values out by time and series.
  private mutating func pivot() {
    let order = cells.sorted { ($0.time, $0.line) < ($1.time, $1.line) }
    var rows: [Double] = []
    for cell in order where rows.last != cell.time {
      rows.append(cell.time)
      series.lines.append(Int(cell.line))
    }
    series.times?.values = rows
    series.values = [Double](repeating: .nan, count: rows.count * series.names.count)
    var row = 0
    for cell in order {
      if cell.time != rows[row] { row += 1 }
      series.values[row * series.names.count + Int(cell.series)] = cell.value
    }
  }
}
