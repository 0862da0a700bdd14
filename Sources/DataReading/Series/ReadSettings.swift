package import Catalog

/// How a file lies: what a task's key `read` says.
package struct ReadSettings: Sendable {
  /// Whether the first line names the columns.
  enum Header: Sendable, Hashable {
    case line
    case none
    /// The file has no header; these are the names.
    case names([String])
  }

  /// How series lie in a table.
  enum Layout: String, Sendable, CaseIterable {
    /// A column a series.
    case wide
    /// A row for each time and series.
    case long
    /// A row a series, a column a time.
    case transposed
  }

  /// Where the dates are.
  enum Dates: Sendable {
    /// Wherever they are beyond doubt.
    case found
    /// There are none.
    case none
    /// In these columns, by name or place from 1; the header's cells where a row is a series. `nil` for what is to be found.
    case told(columns: [String]?, format: DateFormat?, time: String?)
  }

  /// What the distances between dates must be.
  enum Spacing: String, Sendable, CaseIterable {
    case auto, business, rows
  }

  /// In which order the rows stand.
  enum Order: String, Sendable, CaseIterable {
    case asIs = "as_is"
    case byDate = "by_date"
  }

  /// Cells that hold no value, where the file does not say.
  static let usualMissing = ["", "NA", "NaN", "nan", "N/A", "null", ".", "-", "?"]

  let separator: Separator?
  let decimal: NumberFormat.Decimal
  let thousands: NumberFormat.Thousands
  let skip: Int
  let footer: Int
  let header: Header
  let missing: MissingCells
  let conditions: [(column: String, values: [String])]
  let layout: Layout
  let series: String?
  let value: String?
  let dates: Dates
  let spacing: Spacing
  let order: Order

  /// The keys, for a task's description.
  package static let parameter = Parameter(
    "read", .map(parameters), isOptional: true, identifiesRuns: false,
    summary: "How the file lies; a plain CSV file with a header and ISO 8601 dates needs none of it.")

  /// The keys of a table whose rows have no time: of the text alone.
  package static let tableParameter = Parameter(
    "read", .map(tableParameters), isOptional: true, identifiesRuns: false,
    summary: "How the file lies; a plain CSV file with a header needs none of it.")

  private static let parameters = tableParameters + seriesParameters

  private static let tableParameters: [Parameter] = [
    Parameter(
      "separator", words(Separator.self, with: "auto"), default: .text("auto"),
      summary: "What stands between two cells; auto: found by the first rows."),
    Parameter(
      "decimal", words(NumberFormat.Decimal.self), default: .text("auto"),
      summary:
        "What stands before the fraction; auto: a point, or a comma where the separator is a semicolon and the cells show it."
    ),
    Parameter(
      "thousands", words(NumberFormat.Thousands.self), default: .text("none"),
      summary: "What stands between groups of three digits."),
    Parameter("skip", .integer(Bounds(0, 1e6)), default: .number(0), summary: "Lines before the header."),
    Parameter(
      "footer", .integer(Bounds(0, 1_000)), default: .number(0),
      summary: "Lines after the data, blank ones at the very end not counted."),
    Parameter(
      "header", .either([.flag, .cells]), default: .flag(true),
      summary:
        "Whether a line names the columns; without one they are column_1, column_2, …, or have these names."),
    Parameter(
      "missing", .cells, default: .list(usualMissing.map { .text($0) }),
      summary: "Cells that hold no value; a number means every way to write it."),
    Parameter(
      "where", .cellsByName, isOptional: true,
      summary: "Only rows with this cell, or one of these: {REGION: [Florida, Texas]}."),
  ]

  private static let seriesParameters: [Parameter] = [
    Parameter(
      "layout", words(Layout.self), default: .text("wide"),
      summary: "wide: a column a series; long: a row for each time and series; transposed: a row a series."),
    Parameter(
      "series", .cell, isOptional: true, summary: "Of long and transposed: the column that names the series."),
    Parameter("value", .cell, isOptional: true, summary: "Of long: the column of values."),
    Parameter(
      "date",
      .either([
        .flag,
        .map([
          Parameter(
            "columns", .cells, isOptional: true,
            summary: "The column of dates, or those of their parts, by name or by place from 1."),
          Parameter(
            "format", .choice(DateFormat.words), isOptional: true,
            summary: "How dates are written; by default ISO 8601, and what else has one meaning."),
          Parameter("time", .cell, isOptional: true, summary: "The column of the time of day."),
        ]),
      ]), isOptional: true,
      summary:
        "Where the dates are and how they are written; false: there are none, and the rows are equally spaced in time."
    ),
    Parameter(
      "spacing", words(Spacing.self), default: .text("auto"),
      summary:
        "auto: found, gaps are refused or filled; business: weekdays; rows: the order alone counts, gaps are accepted."
    ),
    Parameter(
      "order", words(Order.self), default: .text("as_is"),
      summary: "as_is: dates must rise; by_date: rows are sorted by them."),
  ]

  private static func words<Word: RawRepresentable<String> & CaseIterable>(
    _ type: Word.Type, with first: String? = nil
  ) -> Parameter.Shape {
    .choice((first.map { [$0] } ?? []) + type.allCases.map(\.rawValue))
  }

  /// Reads the value of the key; `nil` stands for a plain file.
  ///
  /// - Throws: `ParameterError` where keys do not fit together.
  package init(_ value: ParameterValue?) throws(ParameterError) {
    var given: [String: ParameterValue] = [:]
    if case .map(let map)? = value { given = map }
    let description = KindDescription("read", summary: "", parameters: Self.parameters)
    let settings: Parameters
    do { settings = try Parameters(description, given) } catch { throw error.inside("read") }
    separator = Separator(rawValue: settings.text("separator"))
    decimal = settings.choice("decimal")
    thousands = settings.choice("thousands")
    skip = settings.integer("skip")
    footer = settings.integer("footer")
    header =
      switch settings.value("header") {
      case .flag(false)?: .none
      case .list?: .names(settings.optionalTexts("header") ?? [])
      default: .line
      }
    missing = MissingCells(settings.optionalTexts("missing") ?? [])
    if case .map(let conditions)? = settings.value("where") {
      self.conditions = conditions.sorted { $0.key < $1.key }.map { name, value in
        if case .text(let text) = value { return (name, [text]) }
        return (name, Settings(["values": value]).optionalTexts("values") ?? [])
      }
    } else {
      conditions = []
    }
    layout = settings.choice("layout")
    series = settings.optionalText("series")
    self.value = settings.optionalText("value")
    dates = try Self.dates(settings.value("date"))
    spacing = settings.choice("spacing")
    order = settings.choice("order")
    try check(given)
  }

  private static func dates(_ value: ParameterValue?) throws(ParameterError) -> Dates {
    switch value {
    case .flag(false)?: return .none
    case .flag(true)?:
      throw .notAdmissible(
        name: "read.date", found: "true",
        allowed: "false, or a map such as {columns: [YEAR, WEEK], format: year_week}")
    case .map(let map)?:
      let settings = Settings(map)
      let columns = settings.optionalTexts("columns")
      if let columns, columns.isEmpty {
        throw .notAdmissible(name: "read.date.columns", found: "an empty list", allowed: "a column or more")
      }
      let format = settings.optionalText("format").flatMap { DateFormat($0) }
      let time = settings.optionalText("time")
      if let columns, columns.count > 1 {
        guard let format, format.parts.count == columns.count else {
          let needed = format.map {
            "\($0.word) has \($0.parts.isEmpty ? "one column" : $0.parts.map(\.rawValue).joined(separator: ", "))"
          }
          throw .notAdmissible(
            name: "read.date.columns", found: "\(columns.count) columns",
            allowed: "one column, or one for each part of 'format', such as year_week or year_month_day"
              + (needed.map { "; \($0)" } ?? ""))
        }
      }
      if time != nil, format?.hasHour == true || format?.order == .number {
        throw .conflict(
          names: ["read.date.time", "read.date.format"],
          reason: "\(format?.word ?? "") leaves no time of day to add")
      }
      return .told(columns: columns, format: format, time: time)
    default: return .found
    }
  }

  private func check(_ given: [String: ParameterValue]) throws(ParameterError) {
    func needs(_ name: String, _ layouts: [Layout]) throws(ParameterError) {
      guard given[name] != nil, !layouts.contains(layout) else { return }
      throw .conflict(
        names: ["read.\(name)", "read.layout"],
        reason:
          "the layout is \(layout.rawValue), and '\(name)' belongs to \(layouts.map(\.rawValue).joined(separator: " and "))"
      )
    }
    try needs("series", [.long, .transposed])
    try needs("value", [.long])
    func lacks(_ name: String, _ allowed: String) -> ParameterError {
      .missing(name: "read.\(name)", kind: "layout \(layout.rawValue)", allowed: allowed)
    }
    if layout != .wide, series == nil { throw lacks("series", "the column that names the series") }
    if layout == .long, value == nil { throw lacks("value", "the column of values") }
    let mark = thousands.rawValue
    if mark == decimal.rawValue {
      throw .conflict(names: ["read.decimal", "read.thousands"], reason: "both are \(mark)")
    }
    if case .none = dates, spacing == .business || order == .byDate {
      throw .conflict(
        names: ["read.date", spacing == .business ? "read.spacing" : "read.order"],
        reason: "there are no dates to go by")
    }
    if case .told(let columns?, _, _) = dates, layout == .transposed {
      throw .conflict(
        names: ["read.date.columns", "read.layout"],
        reason:
          "the dates of a transposed table stand in its header; \(columns.joined(separator: ", ")) is ignored"
      )
    }
    if layout == .transposed, header != .line {
      throw .conflict(
        names: ["read.header", "read.layout"], reason: "the dates of a transposed table stand in its header")
    }
  }
}
