/// The keys of a figure's series above a drawing that stands alone, in as many rows as they need.
struct Legend {
  private(set) var shapes: [Shape] = []
  private(set) var height = 0.0

  /// The keys of several series; nothing where there is one, which needs no name.
  init(_ series: [String], _ layout: Figure.Layout) {
    guard series.count > 1 else { return }
    let em = layout.fontSize
    var (x, y) = (em * 0.5, em)
    for (place, name) in series.enumerated() {
      let text = TextWidth.fitted(name, size: em, into: layout.width - em * 4.5)
      let width = em * 4 + TextWidth.of(text, size: em)
      if x > em, x + width > layout.width { (x, y) = (em * 0.5, y + em * 1.5) }
      shapes += Self.key(place, at: Point(x, y), layout)
      shapes.append(
        Shape(.text(text, Point(x + em * 2.8, y + em * 0.35), anchor: .start, isUpward: false), .label))
      x += width
    }
    height = y + em
  }

  /// A short line and a marker, from the middle of its left end.
  static func key(_ series: Int, at place: Point, _ layout: Figure.Layout) -> [Shape] {
    let em = layout.fontSize
    return [
      Shape(.line([place, Point(place.x + em * 2.3, place.y)]), .line(series)),
      Shape(
        .marker(Point(place.x + em * 1.15, place.y), Palette.marker(series), radius: em * 0.32), .fill(series)
      ),
    ]
  }
}
