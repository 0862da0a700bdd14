import Drawing
import Foundation
import Pages
import Reports
import Running
import TestSupport
import Testing

/// Each section finds its tables, says what they say, and has room for its labels.
@Suite struct SectionTests {
  let folder = TemporaryFolder()

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder[name]))
  }

  /// The figures of a folder, all of whose labels can be read.
  private func figures(_ path: String) throws -> [String: Figure] {
    let page = try Page(ResultsFolder(path, experiment: nil))
    #expect(PageReader(page.bytes).problem == nil)
    for figure in page.figures {
      for layout in [Figure.Layout.page, Figure.Layout(width: 240, fontSize: 8)] {
        #expect(TextBoxes.faults(figure.draw(layout)) == [], "\(figure.name) \(layout)")
      }
    }
    return Dictionary(page.figures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func runs(_ axis: String, _ values: [String], replicates: Int = 1) -> String {
    var text = "run_id,cell_id,replicate,\(axis),status,updates,selected_update\n"
    for (cell, value) in values.enumerated() {
      for replicate in 0..<replicates {
        text += "r-\(cell)\(replicate),c-\(cell),\(replicate),\(value),completed,1,1\n"
      }
    }
    return text
  }

  @Test func gatesAndForecasts() async throws {
    let plan = try SmallSweep.plan(["telemetry.gates=true", "evaluation.predictions=[test]"])
    try await SmallSweep.run(plan, in: folder["r"])
    let figures = try figures(folder["r"])
    for name in ["values-forget", "saturation", "spells", "half-life-forget", "gradient-reach", "forecast-1"]
    {
      #expect(figures[name] != nil, "\(name) of \(figures.keys.sorted())")
    }
    // The table's shares are those of the rows that it names.
    let rows = try ResultRowsReader.rows(folder["r/gates.csv"])
    for cells in try #require(figures["saturation"]).table.rows.prefix(6) {
      let row = rows[try #require(Int(cells[5])) - 1]
      #expect(row["statistic"] == "bin_19" && row["quantity"] == cells[1] && row["replicate"] == cells[2])
      #expect(Scale.brief(try #require(Double(row["value"] ?? ""))) == cells[3])
    }
  }

  /// Words and figures of a verdict are those of `comparisons.csv`, in sentences and in the forest.
  @Test func verdictsAreThoseOfTheTable() throws {
    try SyntheticTables.write(to: folder.path, cells: 3, replicates: 4)
    let page = String(decoding: try Page(ResultsFolder(folder.path, experiment: nil)).bytes, as: UTF8.self)
    #expect(
      page.contains("policy1 is worse: +1.00 (95 % interval +0.50 to +1.50, Holm&#39;s p = 0.010).")
        || page.contains("policy1 is worse: +1.00 (95 % interval +0.50 to +1.50, Holm's p = 0.010)."))
    #expect(
      page.contains(
        "Equivalent: the 95 % interval lies inside ±δ, δ = 0.25 (two one-sided tests, 2 comparisons)."))
    let forest = try #require(figures(folder.path)["differences"])
    #expect(forest.table.rows.map { $0[5] } == ["worse", "worse"])
  }

  /// Three of class a, one taken for b; two of b, both taken for b.
  @Test func confusion() throws {
    try write(runs("gates.all", ["sigmoid"]), to: "runs.csv")
    var text = "cell_id,replicate,split,mode,example,date,series,horizon,target,prediction,q05,q25,q75,q95\n"
    let targets: [(Int, Double)] = [(1, 0.9), (1, 0.8), (1, 0.3), (0, 0.2), (0, 0.1)]
    for (example, (isA, share)) in targets.enumerated() {
      text += "c-0,0,test,native,\(example),,a,,\(isA),\(share),,,,\n"
      text += "c-0,0,test,native,\(example),,b,,\(1 - isA),\(1 - share),,,,\n"
    }
    try write(text, to: "predictions.csv")
    let figure = try #require(figures(folder.path)["confusion"])
    #expect(figure.table.rows == [["sigmoid", "a", "2", "1"], ["sigmoid", "b", "0", "2"]])
  }

  @Test func certificates() throws {
    try write(runs("training.gradient", ["arm", "reinmax"]), to: "runs.csv")
    let header =
      "cell_id,training.gradient,parameter,reference,exact,bias,bias_se,variance,evaluations,cosine\n"
    try write(
      header + "c-0,arm,layer0.bias[0],bernoulli,1,9,9,9,5,\nc-0,arm,all,bernoulli,2.5,0.01,0.02,3,5,0.99\n"
        + "c-1,reinmax,all,own,2.5,0.0,0.02,1.5,1,0.9\n", to: "certificate.csv")
    let figures = try figures(folder.path)
    let table = try #require(figures["bias-variance"]).table
    #expect(table.rows.map { $0[0] } == ["arm", "reinmax (own objective)"])
    #expect(table.rows.map { $0.last } == ["2", "3"] && table.rows[0][1...3] == ["0.01", "0.02", "3"])
    #expect(figures["cost"] != nil && figures["bias"] != nil)
  }

  @Test func variances() throws {
    try write(runs("gates.all", ["sigmoid"], replicates: 4), to: "runs.csv")
    try write(
      """
      cell_id,gates.all,split,mode,metric,purposes,index,share,ci95_low,ci95_high
      c-0,sigmoid,test,native,mse,weights,closed,0.5,0.25,0.75
      c-0,sigmoid,test,native,mse,data,closed,,,
      c-0,sigmoid,test,native,mse,order,closed,0,0,0
      c-0,sigmoid,test,native,mse,weights+order,interaction,0.5,0.25,0.75
      c-0,sigmoid,test,native,mse,weights,total,1,,
      c-0,sigmoid,test,native,mse,order,total,0.5,,

      """, to: "variance.csv")
    let table = try #require(figures(folder.path)["variance"]).table
    #expect(
      table.rows == [
        ["sigmoid", "weights", "0.5", "0.25 to 0.75", "1", "1"],
        ["sigmoid", "order", "0", "0 to 0", "0.5", "3"],
      ])
  }

  @Test func simulations() throws {
    try write(runs("gates.forget", ["sigmoid", "bernoulli"]), to: "runs.csv")
    var text = "run_id,cell_id,replicate,update,split,mode,layer,quantity,step,statistic,value,theory\n"
    for cell in 0...1 {
      for step in 0..<5 {
        let kept = Double(5 - step) / 5
        text += "r-\(cell)0,c-\(cell),0,0,inputs,sample,0,forget,\(step),survival,\(kept),\(kept + 0.01)\n"
        text += "r-\(cell)0,c-\(cell),0,0,inputs,sample,0,forget,\(step),mean,0.5,\n"
      }
    }
    try write(text, to: "gates.csv")
    let figures = try figures(folder.path)
    #expect(figures["forget-mean"] == nil, "a line that never changes")
    let survival = try #require(figures["forget-survival"])
    #expect(
      survival.description.contains("what theory gives") && survival.series == ["sigmoid", "bernoulli"])
    let notes = survival.draw(.page).shapes.compactMap(\.note)
    #expect(notes.contains("theory") && notes.contains { $0.hasPrefix("bernoulli, step 2: 0.6") }, "\(notes)")
  }

  @Test func gateLaws() throws {
    try write(runs("gates.all", ["bernoulli"]), to: "runs.csv")
    let law = PolicyLaw(
      name: "bernoulli", preActivations: [-2.2, 0, 2.2], probabilities: [0.1, 0.5, 0.9],
      means: [0.1, 0.5, 0.9], deviations: [0.3, 0.5, 0.3],
      readings: [0, 1, 1])
    let experiment = KeptExperiment(
      kind: "train", question: "Why <so>?", text: "a: 1", overrides: ["a=2"], settings: [("a", "2")],
      laws: [law],
      citation: .init())
    let page = try Page(ResultsFolder(folder.path, experiment: experiment))
    let figure = try #require(page.figures.first { $0.name == "gate-law" })
    #expect(figure.table.rows[1] == ["bernoulli", "0.5", "0.5", "0.5", "1"])
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("Why &lt;so&gt;?") && text.contains("Set on the command line: a=2."))
  }

  /// Pictures of single units are of one example of the first replicates, and their numbers those of the rows that they name.
  @Test func singleUnits() async throws {
    let plan = try SmallSweep.plan(["telemetry.units={split: validation, examples: 2}"])
    try await SmallSweep.run(plan, in: folder["r"])
    let figures = try figures(folder["r"])
    let rows = try ResultRowsReader.rows(folder["r/units.csv"])
    for quantity in ["input", "forget", "output", "candidate", "cell", "hidden"] {
      let figure = try #require(figures["units-\(quantity)"], "\(figures.keys.sorted())")
      // Three cells of five units each.
      #expect(figure.table.rows.count == 15)
      for cells in figure.table.rows {
        let first = rows[try #require(Int(cells[4])) - 1]
        #expect(first["quantity"] == quantity && first["unit"] == cells[1] && first["step"] == "0")
        let same = [
          "cell_id", "replicate", "update", "split", "mode", "sample", "example", "layer", "quantity", "unit",
        ]
        let values = rows.filter { row in same.allSatisfy { row[$0] == first[$0] } }.compactMap {
          $0["value"].flatMap(Double.init)
        }
        #expect(values.count > 2 && cells[2] == Scale.brief(values.reduce(0, +) / Double(values.count)))
        #expect(cells[3] == "\(values.count { $0 >= 0.5 }) of \(values.count)")
        #expect(first["replicate"] == "0" && first["example"] == rows[0]["example"])
      }
    }
    let pictures = try #require(figures["units-forget"]).draw(.page).shapes.compactMap { shape in
      if case .image(_, _, _, let image) = shape.form { image } else { nil }
    }
    #expect(pictures.count == 3 && pictures.allSatisfy { $0.height == 5 && $0.width > 2 })
  }

  /// A figure of learning curves has the floors of its own cells: those of another task are others.
  @Test func floorsAreThoseOfTheGroup() throws {
    var text =
      "run_id,cell_id,replicate,task.steps,gates.all,status,updates,selected_update,test.native.mse\n"
    var summary =
      "cell_id,task.steps,gates.all,split,mode,metric,n,n_diverged,n_undefined,mean,sd,sem,ci95_low,ci95_high,median,min,max,solved\n"
    var measurements = "run_id,cell_id,replicate,update,split,mode,metric,value\n"
    for (cell, (steps, floor)) in [("10", 0.5), ("20", 0.25)].enumerated() {
      text += "r-\(cell),c-\(cell),0,\(steps),sigmoid,completed,10,10,0.1\n"
      summary += "c-\(cell),\(steps),sigmoid,test,native,mse,1,0,0,0.1,,,,,0.1,0.1,0.1,\n"
      summary += "c-\(cell),\(steps),sigmoid,test,chance,mse,1,0,0,\(floor),,,,,\(floor),\(floor),\(floor),\n"
      for update in [0, 10] {
        measurements += "r-\(cell),c-\(cell),0,\(update),test,native,mse,0.\(3 + update / 10)\n"
      }
    }
    try write(text, to: "runs.csv")
    try write(summary, to: "summary.csv")
    try write(measurements, to: "measurements.csv")
    let figures = try figures(folder.path)
    let curves = try ["curve-test", "curve-test-2"].map {
      try #require(figures[$0], "\(figures.keys.sorted())")
    }
    #expect(curves[0].description.hasSuffix("dashed lines, from below: chance 0.5."))
    #expect(curves[1].description.hasSuffix("dashed lines, from below: chance 0.25."))
    #expect(figures["scores-2"]?.table.rows.last?.prefix(3) == ["chance", "", "0.25"])
  }
}
