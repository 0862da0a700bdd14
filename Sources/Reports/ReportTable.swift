/// A table of a report: columns with a side, rows of texts and bars.
public struct ReportTable: Sendable, Hashable {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// On which side a column's text stands.
    public enum Side: Sendable, Hashable {
      /// Texts, which may wrap.
      case left
      /// Numbers, which never do.
      case right
      /// Bars, which never do either.
      case bar
    }

    /// The heading; may be empty.
    public let title: String
    /// On which side the text stands.
    public let side: Side

    /// A column.
    public init(_ title: String, _ side: Side = .right) {
      self.title = title
      self.side = side
    }
  }

  /// What stands in a row under a column.
  public enum Cell: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A text, empty where there is nothing.
    case text(String)
    /// A mean with its interval, drawn on a scale that the whole column shares.
    case bar(mean: Double?, low: Double?, high: Double?)
    /// A curve in at most `width` characters.
    case curve(Sparkline, width: Int)

    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }

    /// Whether nothing is drawn.
    var isEmpty: Bool {
      switch self {
      case .text(let text): text.isEmpty
      case .bar(let mean, _, _): mean == nil
      case .curve(let curve, _): curve.values.isEmpty
      }
    }
  }

  /// The columns in their order.
  public let columns: [Column]
  /// The rows; each has a cell for every column.
  public private(set) var rows: [[Cell]]
  /// A value that the bars mark with a line.
  public let reference: Double?
  /// Values that the bars mark with dots, such as the ends of a region; the scale has room for them.
  public let bounds: [Double]
  /// Whether the columns' titles stand above the rows.
  public let hasHeader: Bool

  /// A table; rows of another width than the columns are a programming error.
  public init(
    _ columns: [Column], rows: [[Cell]] = [], reference: Double? = nil, bounds: [Double] = [],
    hasHeader: Bool = true
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for every column")
    self.columns = columns
    self.rows = rows
    self.reference = reference
    self.bounds = bounds
    self.hasHeader = hasHeader
  }

  /// Adds a row.
  public mutating func add(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has a cell for every column")
    rows.append(row)
  }

  /// The table without the columns that are empty in every row; the first stays.
  public var withoutEmptyColumns: ReportTable {
    let used = columns.indices.filter { column in
      column == 0
        || rows.contains { !$0[column].isEmpty }
    }
    return ReportTable(
      used.map { columns[$0] }, rows: rows.map { row in used.map { row[$0] } }, reference: reference,
      bounds: bounds, hasHeader: hasHeader)
  }
}
