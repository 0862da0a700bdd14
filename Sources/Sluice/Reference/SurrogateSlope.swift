import Drawing
import Gating

/// What a surrogate puts in place of ∂g/∂z at a Bernoulli gate, over the pre-activation.
struct SurrogateSlope {
  private struct Place: Sendable {
    let z, exact, mean, deviation: Double
  }

  private let name: String
  private let places: [Place]

  /// Averages of the slopes over the middles of equal parts of (0, 1), in place of draws.
  init(_ rule: any SurrogateGradient, name: String) {
    self.name = name
    let draws = 400
    let uniforms = (0..<draws).map { (Double($0) + 0.5) / Double(draws) }
    places = (-30...30).map { step in
      let z = Double(step) / 5
      let probability = ElementaryFunction.sigmoid(z)
      let preActivations = [Double](repeating: z, count: draws)
      let gates = uniforms.map { $0 < probability ? 1.0 : 0 }
      var slopes = [Double](repeating: probability, count: draws)
      var span = slopes.mutableSpan
      rule.replace(
        &span, preActivations: preActivations.span, uniforms: uniforms.span, gates: gates.span, threshold: 0,
        temperature: 1, epoch: 0)
      let mean = slopes.reduce(0, +) / Double(draws)
      let variance = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws)
      return Place(
        z: z, exact: probability * (1 - probability), mean: mean, deviation: variance.squareRoot())
    }
  }

  var figure: Figure {
    let places = places
    return Figure(
      "slope-\(name)", title: name,
      description:
        "What \(name) puts in place of the slope of a Bernoulli gate over the pre-activation z: the mean over the gate's draws, with a band of one standard deviation; gray dashes are p(1 − p), the slope of the mean gate.",
      table: FigureTable(
        ["z", "p(1 − p)", "mean slope", "standard deviation"],
        rows: stride(from: 0, to: places.count, by: 10).map { place in
          [places[place].z, places[place].exact, places[place].mean, places[place].deviation].map {
            Scale.brief($0)
          }
        })
    ) { Self.draw(places, $0) }
  }

  private static func draw(_ places: [Place], _ layout: Figure.Layout) -> Sketch {
    let grid = PanelGrid(1, across: 2, aspect: 0.6, in: layout)
    var sketch = Sketch(layout, height: grid.height)
    let highest = places.flatMap { [$0.exact, $0.mean + $0.deviation, $0.mean - $0.deviation] }
    let plot = Plot(
      in: &sketch, x: Plot.Axis(Scale(over: [-6, 6], isRounded: false, count: 4), "z"),
      y: Plot.Axis(Scale(over: [0, 0.3] + highest, count: 3), "slope"), frame: grid.frames[0])
    plot.band(places.map { ($0.z, $0.mean - $0.deviation, $0.mean + $0.deviation) }, 0, in: &sketch)
    plot.line(places.map { ($0.z, $0.mean) }, .line(0), in: &sketch)
    plot.line(places.map { ($0.z, $0.exact) }, .reference, in: &sketch)
    return sketch
  }
}
