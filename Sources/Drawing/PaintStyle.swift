/// How paints become attributes: classes of the style sheet, or colors and strokes written out.
enum PaintStyle {
  /// Classes.
  case sheet
  /// Everything written out, for programs that know no style sheets.
  case own

  /// The attributes of a paint.
  ///
  /// - Parameters:
  ///   - paint: the paint.
  ///   - unit: a pixel of a page, in the units of the drawing.
  func attributes(_ paint: Shape.Paint, unit: Double) -> KeyValuePairs<String, String?> {
    self == .sheet ? ["class": Self.classes(paint)] : Self.written(paint, unit: unit)
  }

  private static func classes(_ paint: Shape.Paint) -> String {
    switch paint {
    case .line(let series): "l \(name(series))"
    case .interval(let series): "i \(name(series))"
    case .thin(let series): "n \(name(series))"
    case .fill(let series): "f \(name(series))"
    case .faint(let series): "m \(name(series))"
    case .band(let series): "b \(name(series))"
    case .hidden: "o"
    case .axis: "x"
    case .grid: "g"
    case .reference: "r"
    case .label: "t"
    case .remark: "t u"
    case .heading: "t h"
    }
  }

  /// The class of a series.
  private static func name(_ series: Int) -> String {
    "c\(series % Palette.series.count) d\(series % 8) s\(series)"
  }

  private static func written(_ paint: Shape.Paint, unit: Double) -> KeyValuePairs<String, String?> {
    func color(_ series: Int) -> String { Palette.series[series % Palette.series.count].light }
    func width(_ pixels: Double) -> String { Coordinate.text(pixels * unit) }
    let dash = Self.dash(paint)?.split(separator: " ").map { width(Double($0) ?? 0) }.joined(separator: " ")
    switch paint {
    case .line(let series):
      return [
        "fill": "none", "stroke": color(series), "stroke-width": width(2), "stroke-dasharray": dash,
        "stroke-linejoin": "round",
      ]
    case .interval(let series):
      return ["fill": "none", "stroke": color(series), "stroke-width": width(2)]
    case .thin(let series):
      return ["fill": "none", "stroke": color(series), "stroke-width": width(0.8), "stroke-opacity": "0.35"]
    case .fill(let series): return ["fill": color(series)]
    case .faint(let series): return ["fill": color(series), "fill-opacity": "0.45"]
    case .band(let series): return ["fill": color(series), "fill-opacity": "0.18"]
    case .hidden: return ["fill": "none"]
    case .axis: return ["fill": "none", "stroke": Palette.ink.light, "stroke-width": width(1)]
    case .grid: return ["fill": "none", "stroke": Palette.grid.light, "stroke-width": width(1)]
    case .reference:
      return [
        "fill": "none", "stroke": Palette.faint.light, "stroke-width": width(1.2), "stroke-dasharray": dash,
      ]
    case .label: return ["fill": Palette.ink.light]
    case .remark: return ["fill": Palette.faint.light]
    case .heading: return ["fill": Palette.ink.light, "font-weight": "bold"]
    }
  }

  /// The dashes of a paint, in pixels of a page; `nil` where its line is whole.
  private static func dash(_ paint: Shape.Paint) -> String? {
    switch paint {
    case .line(let series): Palette.dash(series).isEmpty ? nil : Palette.dash(series)
    case .reference: "4 3"
    default: nil
    }
  }
}

extension SVG {
  /// The rules that color figures in a page, on a light and on a dark ground.
  public static var styleSheet: String {
    let strokes = """
      .l,.i{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}.n{fill:none;stroke:var(--c);stroke-width:.8;stroke-opacity:.35}
      .o{fill:none;pointer-events:none}.f{fill:var(--c)}.m{fill:var(--c);fill-opacity:.45}.b{fill:var(--c);fill-opacity:.18}
      .x{fill:none;stroke:var(--ink)}.g{fill:none;stroke:var(--grid)}.r{fill:none;stroke:var(--faint);stroke-width:1.2;stroke-dasharray:4 3}
      .t{fill:var(--ink)}.u{fill:var(--faint)}.h{font-weight:bold}
      """
    let dashes = (0..<8).filter { !Palette.dash($0).isEmpty }.map {
      ".l.d\($0){stroke-dasharray:\(Palette.dash($0))}"
    }
    let uses = Palette.series.indices.map { ".c\($0){--c:var(--c\($0))}" }
    let light = variables { $0.light }
    let dark = variables { $0.dark }
    return """
      :root{color-scheme:light dark;\(light)}
      @media (prefers-color-scheme:dark){:root{\(dark)}}
      @media print{:root{\(light)}}
      \(uses.joined())
      \(strokes)
      \(dashes.joined())

      """
  }

  private static func variables(_ shade: (Palette.Color) -> String) -> String {
    let series = Palette.series.enumerated().map { "--c\($0.offset):\(shade($0.element))" }
    let others = [
      ("ink", Palette.ink), ("faint", Palette.faint), ("grid", Palette.grid), ("ground", Palette.ground),
    ].map { "--\($0.0):\(shade($0.1))" }
    return (series + others).joined(separator: ";")
  }
}
