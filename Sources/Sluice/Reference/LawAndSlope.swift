import Drawing
import Gating
import Pages

/// A gate policy's law over the pre-activation, and the slope of its mean.
struct LawAndSlope {
  private let law: PolicyLaw

  init(_ policy: any GatePolicy, name: String) { law = PolicyLaw(policy, name: name) }

  var figure: Figure {
    let law = law
    let slopes = slopes
    return Figure(
      "law-\(law.name)", title: law.name,
      description:
        "Left: the mean gate of \(law.name) in training over the pre-activation z, with a band of one standard deviation; gray dashes are what its evaluation reads. Right: the slope of that mean.",
      table: FigureTable(
        ["z", "mean in training", "standard deviation", "evaluation reads"],
        rows: stride(from: 0, to: law.preActivations.count, by: 10).map { place in
          [law.preActivations, law.means, law.deviations, law.readings].map { Scale.brief($0[place]) }
        })
    ) { Self.draw(law, slopes, $0) }
  }

  /// The slope of the mean between neighboring pre-activations, at their middle; infinite where the mean jumps.
  private var slopes: [(z: Double, slope: Double)] {
    zip(law.preActivations.indices, law.preActivations.indices.dropFirst()).map { left, right in
      let (from, to) = (law.preActivations[left], law.preActivations[right])
      let rise = law.means[right] - law.means[left]
      let isJump = to - from < PolicyLaw.sidesOfJump * 2 && rise != 0
      return (from + (to - from) / 2, isJump ? .infinity : rise / (to - from))
    }
  }

  private static func draw(
    _ law: PolicyLaw, _ slopes: [(z: Double, slope: Double)], _ layout: Figure.Layout
  ) -> Sketch {
    let grid = PanelGrid(2, across: 2, aspect: 0.6, in: layout)
    var sketch = Sketch(layout, height: grid.height)
    let z = Plot.Axis(Scale(over: [-6, 6], isRounded: false, count: 4), "z")
    let gate = Plot(
      in: &sketch, x: z, y: Plot.Axis(Scale(over: [0, 1], count: 2), "gate g"), frame: grid.frames[0])
    let places = law.preActivations.indices
    gate.band(
      places.map {
        (law.preActivations[$0], law.means[$0] - law.deviations[$0], law.means[$0] + law.deviations[$0])
      }, 0, in: &sketch)
    gate.line(places.map { (law.preActivations[$0], law.means[$0]) }, .line(0), in: &sketch)
    gate.line(places.map { (law.preActivations[$0], law.readings[$0]) }, .reference, in: &sketch)
    let slope = Plot(
      in: &sketch, x: z, y: Plot.Axis(Scale(over: [0, 0.3] + slopes.map(\.slope), count: 3), "∂E[g | z]/∂z"),
      frame: grid.frames[1])
    slope.line(slopes.map { ($0.z, $0.slope) }, .line(0), in: &sketch)
    for jump in slopes where jump.slope == .infinity { slope.mark(jump.z, "the mean jumps", in: &sketch) }
    return sketch
  }
}
