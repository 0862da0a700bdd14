import Catalog
import DataReading
import Foundation
import Planning
import RandomStreams
import Reports
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// `inputs: {file: …}`: a file of steps stands for the rows that it holds, in a trace and in a simulation.
@Suite struct ExplicitInputsTests {
  private static let weights = """
    weights: {input: {w: [[1, 2, 3]], b: [0]}, forget: {w: [[4, 5, 6]], b: [0]}, candidate: {w: [[7, 8, 9]], b: [0]}, output: {w: [[1, 1, 1]], b: [0]}}
    """

  private func experiment(_ text: String) throws -> Experiment {
    let head = "schema: sluice/experiment/v1\nname: given\nseed: 5\n"
    return try Experiment(ExperimentFile(name: "given.yaml", bytes: Array((head + text).utf8)))
  }

  private func files(_ csv: String) -> FileReader {
    FileReader { name in
      guard name == "steps.csv" else { throw DataError(file: name, isMissing: true, "no such file") }
      return Array(csv.utf8)
    }
  }

  private func trace(_ inputs: String, _ csv: String = "") throws -> TraceStudy {
    let text = "kind: trace\nnetwork: {input: 2, hidden: 1, \(Self.weights)}\ninputs: \(inputs)\n"
    return try TraceStudy(experiment(text), files: files(csv))
  }

  private func plan(_ inputs: String, _ csv: String = "") throws -> ExperimentPlan {
    let text =
      "kind: simulate\nreplicates: 3\nnetwork: {hidden: 1, \(Self.weights)}\ngates: {all: {kind: bernoulli}}\ninputs: \(inputs)\n"
    return try ExperimentPlan(experiment(text), files: files(csv))
  }

  /// The same two columns of three steps, written in several ways, and how each is read.
  private static let forms: [(csv: String, inputs: String)] = [
    ("x,y\n1,-2.5\n0,1e3\n3,0.125\n", "{file: steps.csv}"),
    ("y,z,x\n-2.5,a,1\n1000,b,-0\n0.125,c,3\n", "{file: steps.csv, columns: [x, y]}"),
    (
      "Recorded by hand\r\nx;y;\"\"\r\n1;-2,5;0\r\n0;1000;1\r\n3;0,125;2\r\n",
      "{file: steps.csv, read: {skip: 1}}"
    ),
    ("1\t-2.5\n0\t1000\n3\t.125\n", "{file: steps.csv, read: {header: [x, y]}}"),
    (
      "who|x|y\na|1|-2.5\nb|7|7\na|0|1 000\na|3|0.125\n",
      "{file: steps.csv, read: {where: {who: a}, thousands: space}}"
    ),
  ]

  @Test(arguments: 0..<5) func theRowsAreTheFiles(form: Int) throws {
    let (csv, inputs) = Self.forms[form]
    let found = try trace(inputs, csv)
    #expect(found.inputs == [[1, -2.5], [0, 1000], [3, 0.125]])
    #expect(found.files.map(\.path) == ["steps.csv"])
    // What is known of a file is its bytes' digest and that of the data, which is the same for all forms.
    let clean = try trace(Self.forms[0].inputs, Self.forms[0].csv).files[0]
    #expect(found.files[0].readings == clean.readings && clean.readings.count == 1)
    #expect((found.files[0].sha256 == clean.sha256) == (form == 0))
  }

  /// Neither the way in which the data are written nor the name of the file is part of an experiment.
  @Test(arguments: 0..<5) func theExperimentIsTheSame(form: Int) throws {
    func digest(_ form: Int, _ csv: String? = nil) throws -> String {
      let text =
        "kind: trace\nnetwork: {input: 2, hidden: 1, \(Self.weights)}\ninputs: \(Self.forms[form].inputs)\n"
      let experiment = try experiment(text)
      let trace = try TraceStudy(experiment, files: files(csv ?? Self.forms[form].csv))
      return ExperimentOutline(experiment, data: trace.files).digest
    }
    #expect(try digest(form) == digest(0))
    #expect(try digest(0, "x,y\n1,-2.5\n0,1e3\n3,0.126\n") != digest(0))
    #expect(try digest(0, "x,v\n1,-2.5\n0,1e3\n3,0.125\n") != digest(0))
  }

  /// Simulations likewise: the ids of runs hold the data as read, and the rollouts are those of the rows spelled out.
  @Test(arguments: 0..<5) func simulationsHaveTheRows(form: Int) throws {
    let found = try plan(Self.forms[form].inputs, Self.forms[form].csv)
    #expect(try found.cells[0].id == plan(Self.forms[0].inputs, Self.forms[0].csv).cells[0].id)
    let spelledOut = try plan("[[1, -2.5], [0, 1000], [3, 0.125]]")
    #expect(try SmallSimulation.rows(found.cells[0]) == SmallSimulation.rows(spelledOut.cells[0]))
    let other = "x,y\n1,-2.5\n0,1e3\n3,0.126\n"
    #expect(try found.cells[0].id != plan(Self.forms[0].inputs, other).cells[0].id)
    let summary = TextDrawing().text(PlanSummary(found).report)
    #expect(summary.contains("rows       3 of steps.csv, each taken for a step\n"))
    #expect(summary.contains("inputs     2: x, y\n"))
  }

  /// Columns and files may be swept; each is read as its cell says.
  @Test func columnsAreSwept() throws {
    let text =
      "kind: simulate\nnetwork: {hidden: 1, \(Self.weights)}\ninputs: {file: steps.csv}\nsweep: {inputs.columns: [[x, y], [y, x]]}\n"
    let plan = try ExperimentPlan(experiment(text), files: files("x,y\n1,2\n"))
    #expect(plan.cells.count == 2 && plan.cells[0].id != plan.cells[1].id)
    let inputs = plan.cells.map { cell in
      var batch = cell.specification.task.value.emptyBatch
      cell.specification.task.value.fill(&batch, .test, examples: [0])
      return batch.inputs
    }
    #expect(inputs == [[1, 2], [2, 1]])
  }

  /// What single precision cannot hold, what is no step and what does not fit is refused with its place.
  @Test(arguments: [
    ("x,y\n1,2\n3,x\n", "steps.csv:3:3: 'x' in 'y' is not a number"),
    ("x,y\n1,2\n3,\n", "steps.csv:3:3: 'y' has no value here, and every step needs one"),
    ("x,y\n1,\n,3\n", "steps.csv:3:1: 2 columns lack values: 'x' (1 from line 3), 'y' (1 from line 2)"),
    ("x,y\n1,2\n3,1e39\n", "steps.csv:3:3: '1e39' in 'y' is too large for single precision"),
    ("x,y\n1,2\n3,1e200\n", "steps.csv:3:3: '1e200' in 'y' is too large for single precision"),
    ("x,y\n1,2\n3\n", "steps.csv:3:2: the row ends after 1 cell, the header has 2 cells"),
    ("x,y\n", "steps.csv:1:1: no rows under the header"),
    ("", "steps.csv: the file is empty"),
    ("1,2\n3,4\n", "steps.csv:1:1: the first line holds values only"),
    ("x,x\n1,2\n", "steps.csv:1:3: columns 1 and 2 are both named 'x'; list the inputs in 'columns'"),
    ("week,x\n1,2\n", "steps.csv:1:1: 'week' is named like a date"),
    ("x,\n1,2\n3,9\n", "steps.csv:1:3: column 2 has no name and holds numbers; list the inputs"),
    ("x,y,z\n1,2,3\n", "inputs.file: found 3 columns (x, y, z); the network has 2 inputs"),
  ]) func whatIsNoStepIsRefused(csv: String, message: String) throws {
    #expect {
      try trace("{file: steps.csv}", csv)
    } throws: { error in
      "\(error)".contains(message)
    }
  }

  /// Steps run in the order of the file: one that runs backwards in time, or from one group's end to the next one's start, is refused.
  @Test func datesMustNotFall() throws {
    let inputs = "{file: steps.csv, columns: [x, y]}"
    let rising = "when,who,x,y\n2005-01-03,a,1,2\n2005-01-10,a,3,4\n2005-01-10,b,5,6\n"
    #expect(try trace(inputs, rising).inputs == [[1, 2], [3, 4], [5, 6]])
    for falling in [
      "when,who,x,y\n2005-01-10,a,3,4\n2005-01-03,a,1,2\n",
      "when,who,x,y\n2005-01-03,a,1,2\n,a,3,4\n1 Jan 2005,b,5,6\n2005-01-02,b,5,6\n",
    ] {
      #expect {
        try trace(inputs, falling)
      } throws: { error in
        "\(error)".contains("under 'when' comes before the date above it")
      }
    }
    // Cells that nothing asks for may hold anything.
    #expect(try trace(inputs, "when,who,x,y\n2005-01-03,a\"b,1,2\n2\"3,c,3,4\n").inputs.count == 2)
    let groups = "when,who,x,y\n3 Jan 2005,a,1,2\n10 Jan 2005,a,3,4\n3 Jan 2005,b,5,6\n"
    #expect(throws: ExperimentErrors.self) { try trace(inputs, groups) }
    let one = "{file: steps.csv, columns: [x, y], read: {where: {who: a}}}"
    #expect(try trace(one, groups).inputs == [[1, 2], [3, 4]])
  }

  /// A file is not read beyond the steps that are allowed.
  @Test func tooManySteps() throws {
    let csv = "x,y\n" + String(repeating: "1,2\n", count: 100_001)
    #expect {
      try trace("{file: steps.csv}", csv)
    } throws: { error in
      "\(error)".contains("steps.csv:100002: the row is one more than the 100000 steps that are allowed")
    }
  }
}
