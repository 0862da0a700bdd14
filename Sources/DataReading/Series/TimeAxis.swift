/// The times of a table's rows, checked: rising, equally spaced, each once.
struct TimeAxis {
  private let file: String
  private let settings: ReadSettings
  private let fills: Bool
  private let lines: LineMap
  private let times: RawSeries.Times
  private let groupColumns: [String]
  private let clock: (date: String, time: String)?

  /// The row of each place in order of time.
  private enum RowOrder {
    case asTheyAre
    case of([Int])

    subscript(place: Int) -> Int {
      switch self {
      case .asTheyAre: place
      case .of(let rows): rows[place]
      }
    }
  }

  /// What became of the rows.
  struct Result {
    /// The times, equally spaced unless the order alone counts.
    var times: [Double]
    /// For each time the row that tells it, `nil` where a row was left out; `nil` altogether where rows and times are the same.
    var rows: [Int?]?
    /// The spacing; `nil` for a single row, or where the order alone counts.
    var spacing: TimeSpacing?
    /// Rows that were left out, and the stretches in which they lie.
    var added = 0
    var stretches = 0
  }

  init(_ series: RawSeries, _ times: RawSeries.Times, _ request: SeriesRequest) {
    file = request.file
    settings = request.read
    fills = request.fill != .refuse
    lines = series.lines
    groupColumns = series.groupColumns
    clock = series.clock
    self.times = times
  }

  /// The rows in order of time.
  ///
  /// - Throws: ``DataError`` where times fall, come twice, are unequally spaced or left out, with the lines and what resolves it.
  func arrange() throws(DataError) -> Result {
    let values = times.values
    let isRising = zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
    var order: RowOrder = .asTheyAre
    if !isRising {
      let sorted = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      try checkTwice(sorted)
      if settings.order == .asIs { throw falling() }
      order = .of(sorted)
    }
    let sorted = isRising ? values : values.indices.map { values[order[$0]] }
    var result = Result(times: sorted, rows: isRising ? nil : values.indices.map { order[$0] }, spacing: nil)
    guard settings.spacing != .rows, sorted.count > 1 else { return result }
    let spacing: TimeSpacing
    if settings.spacing == .business {
      guard !times.areNumbers else {
        throw DataError(file: file, "'spacing: business' needs dates, and the format is number")
      }
      spacing = .weekdays
    } else {
      guard let found = TimeSpacing.found(in: sorted, areNumbers: times.areNumbers) else {
        throw irregular(sorted, order)
      }
      spacing = found
    }
    result.spacing = spacing
    try fillGaps(spacing, sorted, order, &result)
    return result
  }

  private func place(_ row: Int) -> String { "\(times.text(times.values[row])) (line \(lines[row]))" }

  /// One time in two rows.
  private func checkTwice(_ order: [Int]) throws(DataError) {
    let twins = zip(order, order.dropFirst()).filter { times.values[$0] == times.values[$1] }
    guard let (first, second) = twins.first else { return }
    let groups = groupColumns.first ?? "COLUMN"
    let which =
      groupColumns.isEmpty
      ? "several groups of rows, if a column tells them apart,"
      : "the groups that \(groupColumns.prefix(5).joined(separator: " or ")) may name"
    let more = twins.count > 1 ? ", and \(twins.count - 1) more times come twice" : ""
    let found =
      "two rows have the time \(times.text(times.values[second])), lines \(lines[first]) and \(lines[second])\(more); "
    if let clock {
      throw DataError(
        file: file, line: lines[second], column: 1,
        found
          + "say 'read: {date: {columns: [\(clock.date)], time: \(clock.time)}}' if '\(clock.time)' is the time of day"
      )
    }
    throw DataError(
      file: file, line: lines[second], column: 1,
      found
        + "of \(which) choose one with 'read: {where: {\(groups): …}}', or make each a series with 'read: {layout: long, series: \(groups), value: …}'"
    )
  }

  private func falling() -> DataError {
    let values = times.values
    let row = values.indices.dropFirst().first { values[$0] < values[$0 - 1] } ?? 0
    let areAll = zip(values, values.dropFirst()).allSatisfy { $0 > $1 }
    return DataError(
      file: file, line: lines[row], column: 1,
      (areAll ? "the newest row comes first: " : "rows fall in time: ")
        + "\(times.text(values[row])) comes after \(place(row - 1)); say 'read: {order: by_date}' to sort the rows by their dates"
    )
  }

  /// Times that no spacing fits.
  private func irregular(_ sorted: [Double], _ order: RowOrder) -> DataError {
    guard let usual = TimeSpacing.commonest(in: sorted, areNumbers: times.areNumbers) else {
      return DataError(
        file: file,
        "the times of the rows have no spacing; say 'read: {spacing: rows}' if their order alone counts")
    }
    let odd = sorted.indices.dropFirst().filter { usual.steps(from: sorted[$0 - 1], to: sorted[$0]) == nil }
    let places = odd.prefix(3).map { "\(place(order[$0 - 1])) to \(place(order[$0]))" }
    let more = odd.count > 3 ? ", and \(odd.count - 3) more" : ""
    return DataError(
      file: file, line: odd.first.map { lines[order[$0]] }, column: odd.isEmpty ? nil : 1,
      "the times are not equally spaced: mostly \(usual.text), but not from \(places.joined(separator: ", "))\(more); "
        + "say 'read: {spacing: rows}' if the order of the rows alone counts")
  }

  private func fillGaps(
    _ spacing: TimeSpacing, _ sorted: [Double], _ order: RowOrder, _ result: inout Result
  ) throws(DataError) {
    var gaps: [(row: Int, count: Int)] = []
    for index in sorted.indices.dropFirst() {
      guard let steps = spacing.steps(from: sorted[index - 1], to: sorted[index]), steps > 0 else {
        throw DataError(
          file: file, line: lines[order[index]], column: 1,
          "'spacing: business' takes weekdays at one time of day, and \(place(order[index])) is none after \(place(order[index - 1]))"
        )
      }
      if steps > 1 { gaps.append((index, steps - 1)) }
    }
    guard !gaps.isEmpty else { return }
    let missing = gaps.reduce(0) { $0 + $1.count }
    let places = gaps.prefix(3).map { gap in
      "\(gap.count) between \(place(order[gap.row - 1])) and \(place(order[gap.row]))"
    }
    let more = gaps.count > 3 ? ", and more in \(gaps.count - 3) other places" : ""
    let isSparse = missing > 10 * sorted.count
    guard fills, !isSparse else {
      let isTrading =
        !times.areNumbers
        && TimeSpacing.found(in: sorted, areNumbers: false) == .seconds(GregorianCalendar.secondsPerDay)
        && sorted.allSatisfy { GregorianCalendar.weekday(of: CalendarDate(seconds: Int($0)).days) < 5 }
      let remedy =
        isSparse
        ? "say 'read: {spacing: rows}' if the order of the rows alone counts"
        : isTrading && settings.spacing == .auto
          ? "say 'read: {spacing: business}' if only weekdays count, or 'read: {spacing: rows}' if the order of the rows alone counts"
          : "'fill: hold' or another 'fill' to put rows in their place, which never count as targets, or 'read: {spacing: rows}' if the order of the rows alone counts"
      let first = gaps[0].row
      throw DataError(
        file: file, line: lines[order[first]], column: 1,
        "\(missing) \(missing == 1 ? "row is" : "rows are") left out, the spacing being \(spacing.text): \(places.joined(separator: ", "))\(more); \(remedy)"
      )
    }
    (result.added, result.stretches) = (missing, gaps.count)
    var (times, rows): ([Double], [Int?]) = ([], [])
    times.reserveCapacity(sorted.count + missing)
    rows.reserveCapacity(sorted.count + missing)
    var next = 0
    for index in sorted.indices {
      if next < gaps.count, gaps[next].row == index {
        for step in 1...gaps[next].count {
          times.append(spacing.time(step, after: sorted[index - 1], reference: sorted[index]))
          rows.append(nil)
        }
        next += 1
      }
      times.append(sorted[index])
      rows.append(order[index])
    }
    (result.times, result.rows) = (times, rows)
  }
}
