import Drawing
import Foundation
import Testing

/// A drawing in a page leaves colors to the style sheet; one that stands alone writes all of them out.
@Suite struct SVGTests {
  private let figure = Figure(
    "f", title: "Title", description: "Words.", series: ["a <b>", "c"],
    table: FigureTable(["x"], rows: [["1"]])
  ) { layout in
    var sketch = Sketch(layout, height: 100)
    for series in 0..<9 {
      sketch.add(
        .line([Point(0, 0), Point(1.005, -2)]), .line(series), note: "n", source: "runs.csv, row 1", at: 3)
      sketch.add(.marker(Point(5, 5), Palette.marker(series), radius: 3), .fill(series))
    }
    for paint in [Shape.Paint.axis, .grid, .reference, .thin(0), .faint(1), .interval(2)] {
      sketch.add(.line([Point(0, 0), Point(1, 1)]), paint)
    }
    sketch.add(.area([Point(0, 0), Point(1, 0), Point(1, 1)]), .band(0))
    sketch.write("text", at: Point(1, 1), .heading)
    sketch.add(.image(Point(0, 0), width: 10, height: 10, PNGImage([[.init(1, 2, 3)]])), .axis)
    return sketch
  }

  @Test func inAPage() {
    let text = String(decoding: SVG.inPage(figure).bytes, as: UTF8.self)
    #expect(text.contains("role=\"img\"") && text.contains("<title>Title</title><desc>Words.</desc>"))
    #expect(text.contains("data-n=\"n\" data-row=\"runs.csv, row 1\" data-v=\"3.0\""))
    #expect(!text.contains("stroke=") && !text.contains("fill="))
  }

  @Test func alone() {
    let text = String(decoding: SVG.file(figure, millimeters: 85, points: 7), as: UTF8.self)
    #expect(text.contains("width=\"85mm\"") && text.contains("font-size=\"7\""))
    #expect(text.contains("a &lt;b&gt;") && text.contains("#0072b2"))
    for word in ["class=", "var(", "data-n", "data-row"] { #expect(!text.contains(word), "\(word)") }
  }

  /// Every color that a class needs is defined on both grounds.
  @Test func theStyleSheetHasEveryColor() {
    let sheet = SVG.styleSheet
    for place in Palette.series.indices {
      #expect(sheet.contains("--c\(place):\(Palette.series[place].light)"))
      #expect(sheet.contains("--c\(place):\(Palette.series[place].dark)"))
    }
    #expect(Set((0..<7).map { "\(Palette.dash($0))\(Palette.marker($0))" }).count == 7)
  }

  /// Text on its ground has a contrast of 4.5 at least, marks of 3 (WCAG 2.1).
  @Test func colorsCanBeSeen() {
    func luminance(_ hex: String) -> Double {
      let value = Int(hex.dropFirst(), radix: 16) ?? 0
      let parts = [16, 8, 0].map { Double(value >> $0 & 255) / 255 }
      let linear = parts.map { $0 <= 0.03928 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    func contrast(_ a: String, _ b: String) -> Double {
      let pair = [luminance(a), luminance(b)].sorted()
      return (pair[1] + 0.05) / (pair[0] + 0.05)
    }
    for color in Palette.series {
      #expect(contrast(color.light, Palette.ground.light) >= 3, "\(color)")
      #expect(contrast(color.dark, Palette.ground.dark) >= 3, "\(color)")
    }
    for color in [Palette.ink, Palette.faint] {
      #expect(contrast(color.light, Palette.ground.light) >= 4.5, "\(color)")
      #expect(contrast(color.dark, Palette.ground.dark) >= 4.5, "\(color)")
    }
  }
}
