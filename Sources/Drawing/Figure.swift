/// A figure: what it is called, what it shows in words and in numbers, and how it is drawn at any width.
public struct Figure: Sendable {
  /// What a drawing has to fit into.
  public struct Layout: Sendable, Hashable {
    /// The width, in any unit.
    public let width: Double
    /// The size of its text, in the same unit.
    public let fontSize: Double

    /// A layout.
    public init(width: Double, fontSize: Double) {
      self.width = width
      self.fontSize = fontSize
    }

    /// What pages draw: a phone's width, in pixels.
    public static let page = Layout(width: 368, fontSize: 12)
  }

  /// The name by which it is asked for: lower-case words joined by hyphens.
  public let name: String
  /// A short title.
  public let title: String
  /// One or two sentences: what is drawn, and how to read it.
  public let description: String
  /// The names of its series, in order.
  public let series: [String]
  /// Its numbers.
  public let table: FigureTable
  /// Draws it.
  public let draw: @Sendable (Layout) -> Sketch

  /// A figure.
  ///
  /// - Parameters:
  ///   - name: lower-case words joined by hyphens, unlike that of any other figure of a page.
  ///   - title: a short title.
  ///   - description: what is drawn, and how to read it.
  ///   - series: the names of its series, where there is more than one kind of mark.
  ///   - table: its numbers.
  ///   - draw: draws it for a layout.
  public init(
    _ name: String, title: String, description: String, series: [String] = [], table: FigureTable,
    draw: @escaping @Sendable (Layout) -> Sketch
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.series = series
    self.table = table
    self.draw = draw
  }
}

/// The numbers of a figure, for those who do not see it.
public struct FigureTable: Sendable, Hashable {
  /// Rows beyond this are left out, and the table says so.
  public static let longest = 60

  /// The headings.
  public let columns: [String]
  /// The rows that are shown.
  public let rows: [[String]]
  /// How many rows are left out.
  public let omitted: Int

  /// A table; rows of another width than the headings are a programming error.
  public init(_ columns: [String], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for every column")
    self.columns = columns
    self.rows = Array(rows.prefix(Self.longest))
    omitted = max(0, rows.count - Self.longest)
  }
}

/// What a figure comes to at one width: marks in their order, the first behind the others.
public struct Sketch: Sendable, Hashable {
  /// A part of the drawing along which a cursor moves.
  public struct Track: Sendable, Hashable {
    /// What runs along its horizontal axis, the same word in all figures whose cursors move together.
    public let quantity: String
    /// The left end.
    public let left: Double
    /// The right end.
    public let right: Double
    /// The upper end.
    public let top: Double
    /// The lower end.
    public let bottom: Double
  }

  /// The width.
  public let width: Double
  /// The height.
  public var height: Double
  /// The size of its text.
  public let fontSize: Double
  /// The marks.
  public var shapes: [Shape] = []
  /// Where cursors move.
  public var tracks: [Track] = []

  /// A sketch without marks.
  public init(_ layout: Figure.Layout, height: Double) {
    width = layout.width
    fontSize = layout.fontSize
    self.height = height
  }

  /// Adds a mark.
  public mutating func add(
    _ form: Shape.Form, _ paint: Shape.Paint, note: String? = nil, source: String? = nil,
    at position: Double? = nil
  ) { shapes.append(Shape(form, paint, note: note, source: source, at: position)) }

  /// Adds a text, cut to the room that it has.
  public mutating func write(
    _ text: String, at point: Point, _ paint: Shape.Paint = .label, anchor: Shape.Anchor = .start,
    isUpward: Bool = false, room: Double = .infinity
  ) {
    let fitted = room.isFinite ? TextWidth.fitted(text, size: fontSize, into: room) : text
    add(.text(fitted, point, anchor: anchor, isUpward: isUpward), paint, note: fitted == text ? nil : text)
  }
}
