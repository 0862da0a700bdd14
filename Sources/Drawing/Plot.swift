/// A rectangle with two scales, in which marks stand at their values.
///
/// Its margins are made for the labels that it has; what is drawn outside the scales is cut at their ends.
public struct Plot: Sendable {
  /// An axis: its scale and what it is of.
  public struct Axis: Sendable {
    /// The scale.
    public let scale: Scale
    /// What it is of, with its unit.
    public let title: String
    /// Names in place of ticks, each at its value.
    public let names: [(value: Double, name: String)]

    /// An axis of numbers.
    public init(_ scale: Scale, _ title: String) {
      self.scale = scale
      self.title = title
      names = []
    }

    /// An axis of names, the first at 0, the second at 1, …
    public init(names: [String], _ title: String = "") {
      scale = Scale(over: [-0.5, Double(names.count) - 0.5], isRounded: false)
      self.title = title
      self.names = names.enumerated().map { (Double($0.offset), $0.element) }
    }

    fileprivate var labels: [(value: Double, name: String)] {
      names.isEmpty ? scale.ticks.map { ($0, scale.label($0)) } : names
    }
  }

  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis.
  public let y: Axis
  private let left, right, top, bottom: Double
  private let fontSize: Double
  private let isTopDown: Bool
  /// How far names below the axis reach down where they stand upright; `nil` where they lie side by side.
  private let upright: Double?

  /// A plot in a sketch, whose axes are drawn at once.
  ///
  /// - Parameters:
  ///   - sketch: where it is drawn.
  ///   - x: the horizontal axis.
  ///   - y: the vertical axis.
  ///   - frame: the part of the sketch that the plot and its labels take; all of it by default.
  ///   - heading: what stands above it.
  ///   - quantity: what a cursor moves along, where there is one.
  ///   - isTopDown: whether the vertical axis begins at the top, as a list of names does.
  public init(
    in sketch: inout Sketch, x: Axis, y: Axis, frame: Frame? = nil, heading: String? = nil,
    quantity: String? = nil, isTopDown: Bool = false
  ) {
    let frame = frame ?? Frame(x: 0, y: 0, width: sketch.width, height: sketch.height)
    let em = sketch.fontSize
    let widest = y.labels.map { TextWidth.of($0.name, size: em) }.max() ?? 0
    // Names may take half of the width, and are cut beyond.
    let names = min(widest, frame.width * (y.names.isEmpty ? 0.4 : 0.5))
    let last = x.labels.last.map { TextWidth.of($0.name, size: em) / 2 } ?? 0
    (self.x, self.y, fontSize, self.isTopDown) = (x, y, em, isTopDown)
    left = frame.x + names + em * (y.title.isEmpty ? 0.8 : 2.2)
    right = frame.x + frame.width - max(em * 0.6, min(last, em * 2))
    top = frame.y + em * (heading == nil ? 0.8 : 2)
    let room = (right - left) / Double(max(1, x.names.count)) * 0.95
    let longest = x.names.map { TextWidth.of($0.name, size: em) }.max() ?? 0
    upright = longest > room ? min(longest, frame.height * 0.3) : nil
    bottom = frame.y + frame.height - em * (x.title.isEmpty ? 1.8 : 3.2) - max(0, (upright ?? 0) - em)
    drawAxes(in: &sketch, frame, names: names, heading: heading)
    if let quantity {
      sketch.tracks.append(.init(quantity: quantity, left: left, right: right, top: top, bottom: bottom))
    }
  }

  /// A part of a sketch.
  public struct Frame: Sendable, Hashable {
    /// From the left.
    public let x: Double
    /// From the top.
    public let y: Double
    /// The width.
    public let width: Double
    /// The height.
    public let height: Double

    /// A part of a sketch.
    public init(x: Double, y: Double, width: Double, height: Double) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
  }

  // MARK: Places

  /// Where a value of the horizontal axis lies.
  public func placeX(_ value: Double) -> Double {
    left + min(1, max(0, x.scale.share(value))) * (right - left)
  }

  /// Where a value of the vertical axis lies.
  public func placeY(_ value: Double) -> Double {
    let share = min(1, max(0, y.scale.share(value)))
    return isTopDown ? top + share * (bottom - top) : bottom - share * (bottom - top)
  }

  /// Where a pair of values lies.
  public func place(_ x: Double, _ y: Double) -> Point { Point(placeX(x), placeY(y)) }

  /// The width of the part inside the axes.
  public var width: Double { right - left }
  /// The height of the part inside the axes.
  public var height: Double { bottom - top }
  /// The upper left corner of the part inside the axes.
  public var corner: Point { Point(left, top) }

  // MARK: Marks

  /// A line through values; one that is not finite ends it, and the next begins anew.
  public func line(
    _ values: [(x: Double, y: Double)], _ paint: Shape.Paint, in sketch: inout Sketch, note: String? = nil,
    source: String? = nil
  ) {
    for run in values.split(whereSeparator: { !$0.x.isFinite || !$0.y.isFinite }) where run.count > 1 {
      sketch.add(.line(run.map { place($0.x, $0.y) }), paint, note: note, source: source)
    }
  }

  /// What lies between two curves.
  public func band(
    _ values: [(x: Double, low: Double, high: Double)], _ series: Int, in sketch: inout Sketch
  ) {
    for run in values.split(whereSeparator: { !$0.low.isFinite || !$0.high.isFinite }) where run.count > 1 {
      let edge = run.map { place($0.x, $0.high) } + run.reversed().map { place($0.x, $0.low) }
      sketch.add(.area(edge), .band(series))
    }
  }

  /// A point.
  public func marker(
    _ x: Double, _ y: Double, series: Int, radius: Double? = nil, isFaint: Bool = false,
    in sketch: inout Sketch,
    note: String? = nil, source: String? = nil, at position: Double? = nil
  ) {
    guard x.isFinite, y.isFinite else { return }
    sketch.add(
      .marker(place(x, y), Palette.marker(series), radius: radius ?? fontSize * 0.3),
      isFaint ? .faint(series) : .fill(series), note: note, source: source, at: position)
  }

  /// A line across at a value of the vertical axis, named above its right end.
  public func level(_ value: Double, _ name: String, in sketch: inout Sketch, source: String? = nil) {
    sketch.add(
      .line([Point(left, placeY(value)), Point(right, placeY(value))]), .reference,
      note: "\(name): \(Scale.brief(value))", source: source)
  }

  /// A line down at a value of the horizontal axis.
  public func mark(_ value: Double, _ name: String, in sketch: inout Sketch, source: String? = nil) {
    sketch.add(
      .line([Point(placeX(value), top), Point(placeX(value), bottom)]), .reference,
      note: "\(name): \(Scale.brief(value))", source: source)
  }

  // MARK: Axes

  private func drawAxes(in sketch: inout Sketch, _ frame: Frame, names: Double, heading: String?) {
    let em = fontSize
    for label in y.labels {
      let place = placeY(label.value)
      if y.names.isEmpty { sketch.add(.line([Point(left, place), Point(right, place)]), .grid) }
      sketch.write(
        label.name, at: Point(left - em * 0.5, place + em * 0.35), anchor: .end, room: names + em * 0.1)
    }
    drawLabelsBelow(in: &sketch)
    sketch.add(.line([Point(left, bottom), Point(right, bottom)]), .axis)
    if !x.title.isEmpty {
      sketch.write(
        x.title, at: Point((left + right) / 2, bottom + em * 2.7 + max(0, (upright ?? 0) - em)), .remark,
        anchor: .middle,
        room: right - left)
    }
    if !y.title.isEmpty {
      sketch.write(
        y.title, at: Point(frame.x + em, (top + bottom) / 2), .remark, anchor: .middle, isUpward: true,
        room: bottom - top)
    }
    if let heading {
      sketch.write(heading, at: Point(left, frame.y + em * 1.2), .heading, room: right - left)
    }
  }

  /// The labels of the horizontal axis, as many as fit side by side.
  private func drawLabelsBelow(in sketch: inout Sketch) {
    let em = fontSize
    let labels = x.labels
    let widest = labels.map { TextWidth.of($0.name, size: em) }.max() ?? 0
    let room = (right - left) / Double(max(1, labels.count))
    let every = x.names.isEmpty ? max(1, Int(((widest + em * 0.5) / room).rounded(.up))) : 1
    // Where some are left out, 0 stays.
    let kept = (labels.firstIndex { $0.value == 0 } ?? 0) % every
    for (place, label) in labels.enumerated() {
      let x = placeX(label.value)
      if self.x.names.isEmpty { sketch.add(.line([Point(x, top), Point(x, bottom)]), .grid) }
      guard place % every == kept else { continue }
      if let upright {
        sketch.write(
          label.name, at: Point(x + em * 0.35, bottom + em * 0.4), anchor: .end, isUpward: true, room: upright
        )
        continue
      }
      sketch.write(
        label.name, at: Point(x, bottom + em * 1.3), anchor: .middle,
        room: self.x.names.isEmpty ? .infinity : room * 0.95)
    }
  }
}
