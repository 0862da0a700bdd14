import Drawing

/// A figure on a page: its words, the keys of its series, the drawing, and its numbers as a table.
struct PageFigure {
  private let figure: Figure

  init(_ figure: Figure) { self.figure = figure }

  var markup: Markup {
    .tag(
      "figure", ["id": figure.name, "tabindex": "0", "class": "drawn"],
      [
        .tag(
          "figcaption", [:],
          [.tag("b", text: figure.title + "."), .text(" " + figure.description)])
      ] + keys + [
        SVG.inPage(figure),
        .tag(
          "details", [:],
          [
            .tag("summary", text: "Numbers"), Self.table(figure.table, caption: figure.title),
            .tag("p", [:], [.text("For a paper: "), .tag("code", text: "sluice figure DIR \(figure.name)")]),
          ]),
      ])
  }

  private var keys: [Markup] {
    guard figure.series.count > 1 else { return [] }
    let buttons = figure.series.enumerated().map { place, name in
      Markup.tag(
        "button", ["type": "button", "aria-pressed": "true", "data-s": "\(place)"],
        [SVG.key(place), .text(name)])
    }
    return [.tag("div", ["class": "keys", "role": "group", "aria-label": "Series"], buttons)]
  }

  /// A table with what it leaves out.
  static func table(_ table: FigureTable, caption: String) -> Markup {
    func row(_ cells: [String], _ tag: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> Markup {
      .tag("tr", [:], cells.map { .tag(tag, attributes, text: $0) })
    }
    let body = table.rows.map { row($0, "td") }
    let rest: [Markup] =
      table.omitted > 0
      ? [.tag("p", ["class": "omission"], text: "\(table.omitted) further rows are left out here.")] : []
    return .tag(
      "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": caption],
      [
        .tag(
          "table", [:],
          [
            .tag("caption", text: caption),
            .tag("thead", [:], [row(table.columns, "th", ["scope": "col"])]), .tag("tbody", [:], body),
          ])
      ] + rest)
  }
}
