import Drawing
import TestSupport
import Testing

/// Labels have room, whatever they are and however narrow a drawing is.
@Suite struct PlotTests {
  static let layouts = [
    Figure.Layout.page, Figure.Layout(width: 240, fontSize: 8), Figure.Layout(width: 120, fontSize: 8),
    Figure.Layout(width: 900, fontSize: 14),
  ]

  @Test(arguments: layouts)
  func labelsOfNumbersHaveRoom(layout: Figure.Layout) {
    for values in [[0, 1], [-123_456, 98_765], [1e-9, 3e-9], [0.001, 0.0013], [1e7, 9e7]] as [[Double]] {
      for kind in [Scale.Kind.linear, .logarithmic] where kind == .linear || values[0] > 0 {
        var sketch = Sketch(layout, height: layout.width * 0.66)
        _ = Plot(
          in: &sketch, x: Plot.Axis(Scale(over: values, kind), "update"),
          y: Plot.Axis(Scale(over: values, kind), "root mean squared error"),
          heading: "A heading that is rather long")
        #expect(TextBoxes.faults(sketch) == [], "\(values) \(kind)")
      }
    }
  }

  @Test(arguments: layouts)
  func namesHaveRoom(layout: Figure.Layout) {
    let names = ["sigmoid", "hard_concrete beta=0.6667 gamma=-0.1 temperature=0.5", "ｗｗｗｗｗｗｗｗ"]
    var sketch = Sketch(layout, height: layout.fontSize * 14)
    let plot = Plot(
      in: &sketch, x: Plot.Axis(Scale(over: [0, 1]), "share"), y: Plot.Axis(names: names), isTopDown: true)
    #expect(TextBoxes.faults(sketch) == [])
    #expect(plot.placeY(0) < plot.placeY(1) && plot.placeX(0) < plot.placeX(1))
    // A name that is cut can be read in its note.
    let cut = sketch.shapes.compactMap(\.note)
    #expect(cut.isEmpty || cut.contains(names[1]))
  }

  @Test func valuesOutsideAreCutAtTheEnds() {
    var sketch = Sketch(.page, height: 200)
    let plot = Plot(
      in: &sketch, x: Plot.Axis(Scale(over: [0, 1]), ""), y: Plot.Axis(Scale(over: [0, 1]), ""))
    #expect(plot.place(-5, 9) == plot.place(0, 1))
    let before = sketch.shapes.count
    plot.line([(0, 0), (0.5, .nan), (0.6, 0.2), (1, 1)], .line(0), in: &sketch)
    #expect(sketch.shapes.count == before + 1)
  }
}
