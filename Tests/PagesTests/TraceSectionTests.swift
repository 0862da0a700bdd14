import Drawing
import Foundation
import Pages
import Reports
import Running
import TestSupport
import Testing

/// A trace is drawn step by step, with the numbers of its table and those that follow from them.
@Suite struct TraceSectionTests {
  let folder = TemporaryFolder()

  /// One unit of an LSTM: the cell of 2 is kept at step 0 and lost at step 1, and half of a candidate of 1 is written at each.
  private static let steps: [[(quantity: String, values: [Double])]] = [
    [
      ("concatenated", [3, 0.5]), ("input.pre_activation", [0]), ("input.probability", [0.5]),
      ("input.value", [0.5]), ("forget.pre_activation", [0]), ("forget.probability", [0.75]),
      ("forget.uniform", [0.25]), ("forget.value", [1]), ("forget.derivative", [0.1875]),
      ("output.value", [1]), ("candidate", [1]), ("cell", [2.5]), ("hidden", [0.25]),
    ],
    [
      ("concatenated", [4, 0.25]), ("input.value", [0.5]), ("forget.probability", [0.75]),
      ("forget.uniform", [0.875]), ("forget.value", [0]), ("output.value", [1]), ("candidate", [1]),
      ("cell", [0.5]), ("hidden", [0.125]),
    ],
  ]

  private func page(
    _ steps: [[(quantity: String, values: [Double])]] = steps, convention: String = "keep", layers: Int = 1
  ) throws -> Page {
    var text = "step,layer,quantity,unit,value\n"
    for (step, quantities) in steps.enumerated() {
      for layer in 0..<layers {
        for (quantity, values) in quantities {
          for (unit, value) in values.enumerated() {
            text += "\(step),\(layer),\(quantity),\(unit),\(value)\n"
          }
        }
      }
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder["trace.csv"]))
    try Data(#"{"name": "t", "resources": []}"#.utf8).write(
      to: URL(fileURLWithPath: folder["datapackage.json"]))
    let settings = [
      ("initial.cell", "[2]"), ("network.concatenation", "\"x_h\""),
      ("network.forget_convention", "\"\(convention)\""), ("network.weights.forget.b", "[7]"),
      ("network.weights.forget.w", "[[5,6]]"),
    ]
    let experiment = KeptExperiment(
      kind: "trace", question: nil, text: "", overrides: [], settings: settings, citation: Report([]))
    return try Page(ResultsFolder(folder.path, experiment: experiment))
  }

  /// The texts of a figure, from top to bottom and left to right.
  private func texts(_ figure: Figure) -> [String] {
    figure.draw(.page).shapes.compactMap { if case .text(let text, _, _, _) = $0.form { text } else { nil } }
  }

  /// What stands behind a label.
  private func number(_ label: String, _ figure: Figure) throws -> String {
    let texts = texts(figure)
    return texts[try #require(texts.firstIndex(of: label), "\(label) of \(texts)") + 1]
  }

  @Test func numbersFollowFromTheTable() throws {
    let page = try page()
    let names = page.figures.map(\.name)
    #expect(names == ["step-0", "step-1", "cell-over-steps", "hidden-over-steps", "carry"])
    let (first, second) = (page.figures[0], page.figures[1])
    #expect(try number("c_{t−1}", first) == "2" && number("c_{t−1}", second) == "2.5")
    #expect(try number("f ∘ c_{t−1}", first) == "2" && number("(1 − f) ∘ c_{t−1}", first) == "0")
    #expect(try number("f ∘ c_{t−1}", second) == "0" && number("(1 − f) ∘ c_{t−1}", second) == "2.5")
    #expect(try number("i ∘ g", first) == "0.5" && number("c_t", first) == "2.5")
    #expect(try number("tanh(c_t)", second) == "0.4621")
    #expect(page.figures[4].table.rows.map { $0[1] } == ["1", "0"])
    let rows = try ResultRowsReader.rows(folder["trace.csv"])
    for cells in first.table.rows {
      #expect(rows[try #require(Int(cells[2])) - 1]["quantity"] == cells[0])
    }
  }

  /// A decision says on which side of p the draw lies, and names its row.
  @Test func decisionsAreSaid() throws {
    let page = try page()
    let rows = try ResultRowsReader.rows(folder["trace.csv"])
    for (figure, words, value) in [
      (page.figures[0], "u = 0.25 is below p = 0.75; the gate is 1", "1.0"),
      (page.figures[1], "u = 0.875 is not below p = 0.75; the gate is 0", "0.0"),
    ] {
      let mark = try #require(figure.draw(.page).shapes.first { $0.note?.hasPrefix("unit 0: ") == true })
      #expect(mark.note == "unit 0: " + words)
      let row = rows[try #require(mark.source.flatMap { Int($0.split(separator: " ").last!) }) - 1]
      #expect(row["quantity"] == "forget.value" && row["value"] == value)
    }
  }

  @Test func theOtherReadingIsTheOneThatCounts() throws {
    let page = try page(convention: "erase")
    #expect(texts(page.figures[0]).contains("cell: c_t = (1 − f) ∘ c_{t−1} + i ∘ g"))
    #expect(page.figures.last?.table.rows.map { $0[1] } == ["0", "0"])
  }

  @Test func shapesAreThoseOfTheFile() throws {
    let text = String(decoding: try page().bytes, as: UTF8.self)
    for words in [
      "The input x has 1 number and the hidden state h has 1, together 2. A matrix W that sees both is 1 × 2",
      "<td>W of forget</td><td>its weights</td><td>1 × 2</td><td>[5, 6]</td>",
      "<td>c_t</td><td>the cell</td><td>1 × 1</td><td>before step 0: [2]</td>",
    ] { #expect(text.contains(words), "\(words)") }
  }

  /// Every step is in the page, in a group that the script steps through; of a long trace the first 24.
  @Test func longTracesAreCut() throws {
    let page = try page(Array(repeating: Self.steps[0], count: 30), layers: 2)
    let reader = PageReader(page.bytes)
    #expect(reader.problem == nil)
    #expect(page.figures.filter { $0.name.hasPrefix("step-") }.count == 48)
    #expect(reader.figures.map(\.id) == page.figures.map(\.name))
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("6 further steps are left out here; trace.csv has all."))
    #expect(text.components(separatedBy: "<div class=\"steps\"").count == 3)
  }

  /// Wide layers show the units that fit, and say so; no label hides another.
  @Test func wideLayersFit() throws {
    let wide = Self.steps.map { step in
      step.map { name, values in
        (
          quantity: name,
          values: (0..<(name == "concatenated" ? 41 : 40)).map { values[0] + Double($0) / 1024 }
        )
      }
    }
    for figure in try page(wide).figures {
      for layout in [Figure.Layout.page, Figure.Layout(width: 240, fontSize: 8)] {
        #expect(TextBoxes.faults(figure.draw(layout)) == [], "\(figure.name)")
      }
    }
    #expect(
      texts(try page(wide).figures[0]).contains {
        $0.hasSuffix("of 40 units; the numbers below are those of all.")
      })
  }

  /// Products are those of a plain LSTM: noise on states and other cells have other equations, and show their numbers alone.
  @Test(arguments: ["mask.write", "update"]) func otherCellsShowTheirNumbers(extra: String) throws {
    let page = try page(Self.steps.map { $0 + [(quantity: extra, values: [1])] })
    #expect(!texts(page.figures[0]).contains("f ∘ c_{t−1}") && texts(page.figures[0]).contains("c_t"))
    #expect(!page.figures.map(\.name).contains("carry"))
  }

  /// What a skip rule decides stands beside what gates see.
  @Test func skippedStepsAreSaid() throws {
    let figure = try page(
      Self.steps.map {
        $0 + [(quantity: "update_probability", values: [0.25]), (quantity: "update", values: [0])]
      }
    ).figures[0]
    #expect(try number("p of the step", figure) == "0.25" && number("taken", figure) == "0")
  }
}
