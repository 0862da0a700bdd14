/// Sketches as SVG: in a page, which has the style sheet, or as a file that stands alone.
public enum SVG {
  /// A sketch in a page: ``styleSheet`` has colors and strokes, and marks carry their notes.
  public static func inPage(_ figure: Figure, layout: Figure.Layout = .page) -> Markup {
    let sketch = figure.draw(layout)
    let size = (Coordinate.text(sketch.width), Coordinate.text(sketch.height))
    let words: [Markup] = [
      .tag("title", text: figure.title), .tag("desc", text: figure.description),
    ]
    return .tag(
      "svg", ["viewBox": "0 0 \(size.0) \(size.1)", "role": "img", "data-tracks": tracks(sketch)],
      words + sketch.shapes.map { shape($0, sketch, style: .sheet) })
  }

  /// A file that stands alone: every color is written out, a legend stands above, and there is no title.
  ///
  /// - Parameters:
  ///   - figure: the figure.
  ///   - millimeters: its width on paper.
  ///   - points: the size of its text.
  public static func file(_ figure: Figure, millimeters: Double, points: Double) -> [UInt8] {
    let layout = Figure.Layout(width: millimeters * 72 / 25.4, fontSize: points)
    let sketch = figure.draw(layout)
    let legend = Legend(figure.series, layout)
    let height = sketch.height + legend.height
    let content: [Markup] = [
      .tag("title", text: figure.title), .tag("desc", text: figure.description),
      .tag("rect", ["width": "100%", "height": "100%", "fill": Palette.ground.light]),
      .tag("g", [:], legend.shapes.map { shape($0, sketch, style: .own) }),
      .tag(
        "g", ["transform": "translate(0 \(Coordinate.text(legend.height)))"],
        sketch.shapes.map { shape($0, sketch, style: .own) }),
    ]
    let root = Markup.tag(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "width": "\(Coordinate.text(millimeters))mm",
        "height": "\(Coordinate.text(height * 25.4 / 72))mm",
        "viewBox": "0 0 \(Coordinate.text(sketch.width)) \(Coordinate.text(height))", "role": "img",
        "font-family": fonts, "font-size": Coordinate.text(points),
      ], content)
    return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + root.bytes + [0x0A]
  }

  /// The fonts of all texts, whose widths ``TextWidth`` knows.
  public static let fonts = "Helvetica, Arial, 'Liberation Sans', sans-serif"

  /// A key of a legend: a short line with the marker of a series.
  public static func key(_ series: Int) -> Markup {
    let layout = Figure.Layout(width: 30, fontSize: 12)
    let sketch = Sketch(layout, height: 12)
    return .tag(
      "svg", ["viewBox": "0 0 30 12", "width": "30", "height": "12", "aria-hidden": "true"],
      Legend.key(series, at: Point(1, 6), layout).map { shape($0, sketch, style: .sheet) })
  }

  private static func tracks(_ sketch: Sketch) -> String? {
    guard !sketch.tracks.isEmpty else { return nil }
    return sketch.tracks.map { track in
      ([track.quantity] + [track.left, track.right, track.top, track.bottom].map { Coordinate.text($0) })
        .joined(separator: ",")
    }.joined(separator: ";")
  }

  /// One mark.
  private static func shape(_ shape: Shape, _ sketch: Sketch, style: PaintStyle) -> Markup {
    let unit = sketch.fontSize / 12
    let paint = style.attributes(shape.paint, unit: unit)
    let element: Markup =
      switch shape.form {
      case .line(let points): .tag("path", ["d": Coordinate.path(points)])
      case .area(let points): .tag("path", ["d": Coordinate.path(points) + "Z"])
      case .rectangle(let corner, let width, let height):
        .tag(
          "rect",
          [
            "x": Coordinate.text(corner.x), "y": Coordinate.text(corner.y),
            "width": Coordinate.text(width), "height": Coordinate.text(height),
          ])
      case .marker(let center, let marker, let radius): marker.markup(center, radius)
      case .text(let text, let place, let anchor, let isUpward):
        .tag(
          "text",
          [
            "x": Coordinate.text(place.x), "y": Coordinate.text(place.y),
            "text-anchor": anchor == .start ? nil : anchor.rawValue,
            "transform": isUpward
              ? "rotate(-90 \(Coordinate.text(place.x)) \(Coordinate.text(place.y)))" : nil,
          ], text: text)
      case .image(let corner, let width, let height, let image):
        .tag(
          "image",
          [
            "x": Coordinate.text(corner.x), "y": Coordinate.text(corner.y), "width": Coordinate.text(width),
            "height": Coordinate.text(height), "preserveAspectRatio": "none",
            "style": "image-rendering:pixelated", style == .own ? "xlink:href" : "href": image.dataURI,
          ])
      }
    guard style == .sheet else { return element.adding(paint) }
    return element.adding(paint).adding([
      "data-n": shape.note, "data-row": shape.source, "data-v": shape.position.map { "\($0)" },
    ])
  }
}

extension Palette.Marker {
  /// The marker as a path around its center.
  fileprivate func markup(_ center: Point, _ radius: Double) -> Markup {
    let (x, y, r) = (center.x, center.y, radius)
    func polygon(_ points: [(Double, Double)]) -> Markup {
      .tag("path", ["d": Coordinate.path(points.map { Point(x + $0.0 * r, y + $0.1 * r) }) + "Z"])
    }
    let arm = 0.35
    let plus = [
      (-arm, -1.2), (arm, -1.2), (arm, -arm), (1.2, -arm), (1.2, arm), (arm, arm), (arm, 1.2), (-arm, 1.2),
      (-arm, arm), (-1.2, arm), (-1.2, -arm), (-arm, -arm),
    ]
    switch self {
    case .circle:
      return .tag(
        "circle", ["cx": Coordinate.text(x), "cy": Coordinate.text(y), "r": Coordinate.text(r)])
    case .square: return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case .triangle: return polygon([(0, -1.2), (1.1, 0.8), (-1.1, 0.8)])
    case .diamond: return polygon([(0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)])
    case .pointer: return polygon([(0, 1.2), (1.1, -0.8), (-1.1, -0.8)])
    case .plus: return polygon(plus)
    case .cross: return polygon(plus.map { (($0.0 - $0.1) * 0.7071, ($0.0 + $0.1) * 0.7071) })
    }
  }
}
