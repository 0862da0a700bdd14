/// One mark of a drawing: a form at its place, how it is painted, and what it stands for.
public struct Shape: Sendable, Hashable {
  /// What is drawn.
  public enum Form: Sendable, Hashable {
    /// A line through points.
    case line([Point])
    /// What points enclose.
    case area([Point])
    /// A rectangle from its upper left corner.
    case rectangle(Point, width: Double, height: Double)
    /// A point, with its radius.
    case marker(Point, Palette.Marker, radius: Double)
    /// A text on one line, from its baseline.
    case text(String, Point, anchor: Anchor, isUpward: Bool)
    /// Cells of a heat map from their upper left corner.
    case image(Point, width: Double, height: Double, PNGImage)
  }

  /// Which end of a text its place is.
  public enum Anchor: String, Sendable, Hashable {
    /// The left.
    case start
    /// The middle.
    case middle
    /// The right.
    case end
  }

  /// How a form is painted.
  public enum Paint: Sendable, Hashable {
    /// The line of a series, in its color and dashes.
    case line(Int)
    /// A whole line of a series, as of an interval.
    case interval(Int)
    /// A whole thin line of a series, behind thicker ones.
    case thin(Int)
    /// A form filled with a series' color.
    case fill(Int)
    /// The same, faint, for many points or bars.
    case faint(Int)
    /// What lies between two lines of a series.
    case band(Int)
    /// Nothing that can be seen: a place to point at.
    case hidden
    /// An axis.
    case axis
    /// A line behind all marks.
    case grid
    /// A line to compare with.
    case reference
    /// A label.
    case label
    /// A label of less weight.
    case remark
    /// A heading.
    case heading
  }

  /// What is drawn.
  public var form: Form
  /// How.
  public var paint: Paint
  /// The note shown and read out at the mark.
  public var note: String?
  /// The rows of tables that the mark shows.
  public var source: String?
  /// Where it stands on the axis that a cursor moves along.
  public var position: Double?

  /// A mark.
  public init(
    _ form: Form, _ paint: Paint, note: String? = nil, source: String? = nil, at position: Double? = nil
  ) {
    self.form = form
    self.paint = paint
    self.note = note
    self.source = source
    self.position = position
  }

  /// The series that it belongs to.
  public var series: Int? {
    switch paint {
    case .line(let series), .interval(let series), .thin(let series), .fill(let series), .faint(let series),
      .band(let series):
      series
    default: nil
    }
  }
}
