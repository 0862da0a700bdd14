import Drawing

/// The laws of the gate policies of an experiment: the mean of training with its spread, and the reading of evaluation.
struct GateLawFigure {
  private let laws: [PolicyLaw]

  init?(_ laws: [PolicyLaw]) {
    guard !laws.isEmpty else { return nil }
    self.laws = Array(laws.prefix(Design.Room.series))
  }

  var figure: Figure {
    let laws = laws
    let rows = laws.flatMap { law in
      Curves.thinned(Array(law.probabilities.indices), to: 7).map { place in
        [
          law.name, Scale.brief(law.probabilities[place]), Scale.brief(law.means[place]),
          Scale.brief(law.deviations[place]), Scale.brief(law.readings[place]),
        ]
      }
    }
    return Figure(
      "gate-law", title: "From probability to gate",
      description:
        "Lines are the mean gate E[g | z] under each policy's training law over p = σ(z), bands one standard deviation; gray dashes are what its evaluation reads. Where they part, training and evaluation differ. Schedules are at their start.",
      series: laws.map(\.name),
      table: FigureTable(
        ["policy", "p", "mean in training", "standard deviation", "evaluation reads"], rows: rows)
    ) { Self.draw(laws, $0) }
  }

  private static func draw(_ laws: [PolicyLaw], _ layout: Figure.Layout) -> Sketch {
    let grid = PanelGrid(laws.count, across: laws.count == 1 ? 1 : 2, aspect: 0.9, in: layout)
    var sketch = Sketch(layout, height: grid.height)
    for (place, law) in laws.enumerated() {
      let plot = Plot(
        in: &sketch, x: Plot.Axis(Scale(over: [0, 1], count: 2), "p"),
        y: Plot.Axis(Scale(over: [0, 1], count: 2), "g"),
        frame: grid.frames[place], heading: law.name, quantity: "p")
      let places = law.probabilities.indices
      plot.band(
        places.map {
          (law.probabilities[$0], law.means[$0] - law.deviations[$0], law.means[$0] + law.deviations[$0])
        }, place, in: &sketch)
      plot.line(places.map { (law.probabilities[$0], law.means[$0]) }, .line(place), in: &sketch)
      plot.line(places.map { (law.probabilities[$0], law.readings[$0]) }, .reference, in: &sketch)
      for index in places where index % 3 == 0 {
        plot.marker(
          law.probabilities[index], law.means[index], series: place, radius: layout.fontSize * 0.1,
          in: &sketch,
          note:
            "\(law.name), p \(Scale.brief(law.probabilities[index])): mean \(Scale.brief(law.means[index])) ± \(Scale.brief(law.deviations[index])), evaluation reads \(Scale.brief(law.readings[index]))",
          source: "the policy's law, no table", at: law.probabilities[index])
      }
    }
    return sketch
  }
}
