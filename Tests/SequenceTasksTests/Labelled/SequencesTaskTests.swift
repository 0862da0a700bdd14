import Catalog
import DataReading
import RandomStreams
import SequenceTasks
import Sequences
import Testing

/// Batches of labelled sequences against hand-worked numbers.
@Suite("Labelled sequences")
struct SequencesTaskTests {
  /// Two sequences of training, one of validation, one of test. Over training x is 1, 3, 5, and y 10, missing, 20.
  private static let table = """
    id,x,y,word,label,part
    a,1,10,to,p,train
    a,3,,be,p,train
    b,5,20,to,q,train
    c,9,5,or,q,validation
    c,9,15,be,q,validation
    c,9,25,,q,validation
    d,-1,0,to,p,test

    """

  private func task(_ settings: [String: ParameterValue] = [:], _ table: String = table) throws
    -> SequencesTask
  {
    let standard: [String: ParameterValue] = [
      "inputs": .list([.text("x"), .text("y")]), "split": .map(["column": .text("part")]),
      "fill": .text("zero"),
      "scaling": .text("minmax"),
    ]
    return try Fixtures.sequences(table, standard.merging(settings) { $1 })
  }

  /// Scaled over the observed values of training: x by (x − 1)/4, y by (y − 10)/10, where the filled 0 is no part of the fit.
  @Test func inputsAreScaledOverTraining() throws {
    let task = try task()
    #expect((task.inputWidth, task.outputWidth, task.targetWidth, task.maximumSteps) == (2, 2, 1, 3))
    #expect(task.sizes == SplitSizes(train: 2, validation: 1, test: 1) && task.target == .classIndex)
    let training = Fixtures.batch(task, .train, [1, 0])
    #expect((training.steps, training.count) == (2, 2) && training.lengths == [1, 2])
    // b and then a: behind the length of b there are zeros.
    #expect(Fixtures.inputs(training, row: 0) == [1, 1, 0, 0])
    #expect(Fixtures.inputs(training, row: 1) == [0, 0, 0.5, -1])
    #expect(training.targets == [1, 0] && training.mask == [true, true] && training.symbols.isEmpty)
    let validation = Fixtures.batch(task, .validation, [0])
    #expect(Fixtures.inputs(validation, row: 0) == [2, -0.5, 2, 0.5, 2, 1.5] && validation.targets == [1])
    #expect(Fixtures.inputs(Fixtures.batch(task, .test, [0]), row: 0) == [-0.5, -1])
    // Mean 3 and deviation √(8/3) of x; of y 15 and 5.
    let standard = Fixtures.inputs(
      Fixtures.batch(try self.task(["scaling": .text("standard")]), .train, [0]), row: 0)
    #expect(standard == [Float(-2 / (8.0 / 3).squareRoot()), -1, 0, -3])
    let none = Fixtures.inputs(Fixtures.batch(try self.task(["scaling": .text("none")]), .train, [0]), row: 0)
    #expect(none == [1, 10, 3, 0])
  }

  /// Row 0 is for what training has not and for what is missing, and stands behind a sequence's length.
  @Test func symbolsAreRowsOfTraining() throws {
    let task = try task(["symbols": .text("word")])
    #expect(task.assumptions.contains(.symbols(["", "be", "to"])) && task.shape.symbols == 3)
    #expect(Fixtures.batch(task, .train, [0, 1]).symbols == [2, 2, 1, 0])
    #expect(Fixtures.batch(task, .validation, [0]).symbols == [0, 1, 0])
    #expect(
      task.findings.contains(
        Finding("symbols", "2 of 3 are in training; the others share row 0 of the embedding")))
    let alone = try Fixtures.sequences(
      ["walks.csv": Self.table],
      [
        "data": .text("walks.csv"), "sequence": .text("id"), "symbols": .text("word"),
        "target": .text("label"),
        "split": .map(["column": .text("part")]), "fill": .text("zero"),
      ])
    #expect(alone.inputWidth == 0 && Fixtures.batch(alone, .train, [0, 1]).inputs.isEmpty)
  }

  /// At every step a target of its own; one that is missing does not count.
  @Test func targetsAtEveryStep() throws {
    let table = Self.table.replacing("to,p,train", with: "to,q,train").replacing("be,q,val", with: "be,,val")
    let task = try task(["placement": .text("every")], table)
    #expect(task.placement == .every)
    let training = Fixtures.batch(task, .train, [0, 1])
    // [T, B]: a has q and p, b has q.
    #expect(training.targets.prefix(3) == [1, 1, 0] && training.lengths == [2, 1])
    let validation = Fixtures.batch(task, .validation, [0])
    #expect(validation.mask == [true, false, true] && validation.targets == [1, 0, 1])
    var rows = task.emptyRows()
    rows.appendTargets(of: validation, examples: [0])
    #expect(rows.count == 2)
  }

  /// Numbers are scaled for the network and scored in their own units, to the last bit of what the file has.
  @Test func numbersComeBackExactly() throws {
    let table = Self.table.replacing("p,train", with: "0.1,train").replacing("q,train", with: "2.1,train")
      .replacing("q,val", with: "1.1,val").replacing("p,test", with: "16777217,test")
    let task = try task(["target_kind": .text("number")], table)
    #expect(task.target == .real && task.outputWidth == 1 && task.classes.isEmpty)
    #expect(Fixtures.batch(task, .train, [0, 1]).targets == [0, 1])
    #expect(Fixtures.batch(task, .validation, [0]).targets == [0.5])
    var rows = task.emptyRows()
    rows.appendTargets(of: Fixtures.batch(task, .test, [0]), examples: [0])
    rows.outputs = [0.25]
    task.rescale(&rows, .test)
    #expect(rows.targets == [16_777_217] && abs(rows.outputs[0] - 0.6) < 1e-15)
    // An error of 1 in the units of the data, and the mean of training is 1.1.
    #expect(Fixtures.scores(task, .validation, [1])[0].map { abs($0 - 1) < 1e-12 } == true)
    let floors = task.floorScores(.validation)
    #expect(
      floors.first { $0.mode == "training_mean" && $0.metric == "rmse" }.map { $0.value < 1e-12 } == true)
  }

  /// At every step the target before is a forecast; at the first it is the mean of training.
  @Test func thePreviousNumberIsAFloor() throws {
    let table = """
      id,x,label,part
      a,1,2,train
      a,2,4,train
      c,1,1,validation
      d,1,5,test
      d,2,6,test
      d,3,8,test

      """
    let task = try task(
      ["inputs": .list([.text("x")]), "placement": .text("every"), "target_kind": .text("number")], table)
    let floors = task.floorScores(.test)
    // Errors |5 − 3|, |6 − 5|, |8 − 6|; of the mean 2, 3 and 5.
    #expect(floors.first { $0.mode == "previous" && $0.metric == "mae" }?.value == 5.0 / 3)
    #expect(floors.first { $0.mode == "training_mean" && $0.metric == "mae" }?.value == 10.0 / 3)
  }

  @Test func bitsStayBits() throws {
    let table = Self.table.replacing(",p,", with: ",1,").replacing(",q,", with: ",0,")
    let task = try task(["target_kind": .text("bits")], table)
    #expect(task.target == .bits && task.outputWidth == 1)
    #expect(Fixtures.batch(task, .train, [0, 1]).targets == [1, 0])
  }

  /// The files of parts and a table that says parts are the same data, hence the same runs.
  @Test func identityIsTheData() throws {
    let header = "@classLabel true p q\n@data\n"
    let files = ["A.ts": header + "1,3:p\n5:q\n", "B.ts": header + "9:q\n", "C.ts": header + "-1:p\n"]
    let archives = try Fixtures.sequences(
      files, ["train": .text("A.ts"), "validation": .text("B.ts"), "test": .text("C.ts")])
    let table = "part,x,id,label\ntrain,1,a,p\ntrain,3,a,p\ntrain,5,b,q\nvalidation,9,c,q\ntest,-1,d,p\n"
    let split: ParameterValue = .map(["column": .text("part")])
    let same = try Fixtures.sequences(table, ["split": split])
    #expect(archives.identity == same.identity && archives.identity["split"] == .text("given"))
    let drawn = try Fixtures.sequences(
      table.replacing("train,5", with: "train,8,e,q\ntrain,7,f,p\ntrain,5"))
    #expect(drawn.identity["split"] == .list([0.6, 0.2, 0.2].map { .number($0) }))
    #expect(drawn.identity["data"] != same.identity["data"])
    #expect(
      archives.classes
        == [TargetClass("p", trainingCount: 1), TargetClass("q", trainingCount: 1)])
  }

  /// What training lacks is found, not refused.
  @Test func classesThatTrainingLacksAreFound() throws {
    #expect(try !task().findings.contains { $0.name == "classes" })
    let found = try task([:], Self.table.replacing("to,p,test", with: "to,r,test")).findings
    #expect(found.contains(Finding("classes", "training has no target of r")))
  }

  @Test func theFutureIsAnnounced() throws {
    let future = ["fill": ParameterValue.text("interpolate"), "future": .flag(true)]
    let table = Self.table.replacing("a,3,,be", with: "a,3,30,be,p,train\na,4,,be,p,train\na,5,50,be")
      .replacing(
        ",25,,q", with: ",25,be,q")
    #expect(try task(future, table).caveats.count == 1)
    #expect(try task(future, Self.table.replacing("a,3,,", with: "a,3,1,")).caveats.isEmpty)
    let header = "@classLabel true p q\n@data\n"
    let archives = try Fixtures.sequences(
      ["A.ts": header + "1,?,3:p\n5:q\n5:q\n", "C.ts": header + "-1:p\n"],
      ["train": .text("A.ts"), "test": .text("C.ts")].merging(future) { $1 })
    #expect(archives.caveats.count == 1)
  }

  /// Settings that do not fit together, and data that cannot be scaled, with the exact sentence.
  struct Case: CustomTestStringConvertible {
    let name: String
    var files: [String: String] = [:]
    let settings: [String: ParameterValue]
    let message: String
    var testDescription: String { name }
  }

  private static let ts = "@classLabel true p q\n@data\n1,2:p\n3:q\n4:p\n5:q\n"
  private static let columns: [String: ParameterValue] = [
    "data": .text("walks.csv"), "sequence": .text("id"), "inputs": .list([.text("x")]),
    "target": .text("label"),
    "split": .map(["column": .text("part")]),
  ]
  private static let archives: [String: ParameterValue] = ["train": .text("A.ts"), "test": .text("A.ts")]

  @Test(arguments: cases) func sentence(_ bad: Case) {
    let files = ["walks.csv": Self.table, "A.ts": Self.ts].merging(bad.files) { $1 }
    let found = Fixtures.message { try Fixtures.sequences(files, bad.settings) } ?? ""
    #expect(found == bad.message, "<<<\(bad.name)\n\(found)\n>>>")
  }

  private static let cases = [
    Case(
      name: "no file", settings: [:],
      message:
        "sequences needs 'data': a table of steps or a file of arrays, or 'train' and 'test' for .ts files"),
    Case(
      name: "train without test", settings: ["train": .text("A.ts")],
      message: "a pair of .ts files needs 'test': a .ts file"),
    Case(
      name: "test without train", settings: ["test": .text("A.ts")],
      message: "a pair of .ts files needs 'train': a .ts file"),
    Case(
      name: "validation alone", settings: ["validation": .text("A.ts")],
      message: "a pair of .ts files needs 'train': a .ts file"),
    Case(
      name: "data and train", settings: columns.merging(archives) { $1 },
      message: "'data' and 'train': one file has all sequences, .ts files have a part each"),
    Case(
      name: "columns of .ts files", settings: archives.merging(["sequence": .text("id")]) { $1 },
      message: "'sequence' and 'train': a .ts file states it in its header"
    ),
    Case(
      name: "shares of .ts files",
      settings: archives.merging(["split": .list([0.6, 0.2, 0.2].map { .number($0) })]) { $1 },
      message: "'split' and 'train': a .ts file states it in its header"),
    Case(
      name: "read of .ts files", settings: archives.merging(["read": .map(["skip": .number(1)])]) { $1 },
      message: "'read' and 'train': a .ts file states it in its header"),
    Case(
      name: "every step of .ts files", settings: archives.merging(["placement": .text("every")]) { $1 },
      message: "'placement' is every, expected last: a .ts file has one target a sequence"),
    Case(
      name: "a .ts file as data", settings: ["data": .text("A.ts")],
      message:
        "A.ts:1: this is a .ts file of the UCR and UEA archives; name it with 'train', and the one of test sequences with 'test', in place of 'data'"
    ),
    Case(
      name: "classes of numbers",
      settings: columns.merging(["target_kind": .text("number"), "classes": .list([.text("p"), .text("q")])])
      { $1 },
      message: "'classes' and 'target_kind': targets that are numbers have no classes"),
    Case(
      name: "fractions",
      settings: columns.merging(["split": .list([0.5, 0.2, 0.2].map { .number($0) })]) { $1 },
      message: "'split' is [0.5, 0.2, 0.2], expected three fractions that sum to 1"),
    Case(
      name: "no such file", settings: columns.merging(["data": .text("absent.csv")]) { $1 },
      message: "absent.csv: there is no such file"),
    Case(
      name: "constant inputs",
      files: [
        "walks.csv": "id,x,y,label,part\na,1,2,p,train\nb,1,2,q,train\nc,2,3,p,test\nd,2,3,p,validation\n"
      ],
      settings: columns.merging(["inputs": .list([.text("x"), .text("y")])]) { $1 },
      message:
        "walks.csv: 'x', 'y' are constant, or spread too little or too much for Float64, over the training sequences, and cannot be scaled; leave them out of 'inputs', or say 'scaling: none'"
    ),
    Case(
      name: "constant targets",
      files: ["walks.csv": "id,x,label,part\na,1,2,train\nb,3,2,train\nc,2,3,test\nd,2,3,validation\n"],
      settings: columns.merging(["target_kind": .text("number")]) { $1 },
      message:
        "walks.csv: the targets of training are all alike, and cannot be scaled; say 'scaling: none', or another 'split'"
    ),
    Case(
      name: "beyond single precision", files: ["walks.csv": Self.table.replacing("c,9", with: "c,1e60")],
      settings: columns.merging(["fill": .text("zero")]) { $1 },
      message:
        "walks.csv: 1e+60 in 'x' is beyond single precision when scaled as the training sequences are (±3.4028235e+38)"
    ),
    Case(
      name: "unscaled and beyond single precision",
      files: ["walks.csv": Self.table.replacing("c,9", with: "c,1e60")],
      settings: columns.merging(["scaling": .text("none")]) { $1 },
      message: "walks.csv: 1e+60 in 'x' is beyond single precision (±3.4028235e+38)"),
    Case(
      name: "no target in a split",
      files: ["walks.csv": Self.table.replacing("q,validation", with: ",validation")],
      settings: columns.merging(["placement": .text("every"), "fill": .text("zero")]) { $1 },
      message:
        "walks.csv: all targets of validation are missing (of train 2, validation 1, test 1 sequences); expected one at least, or another 'split'"
    ),
    Case(
      name: "interpolation unsaid", settings: columns.merging(["fill": .text("interpolate")]) { $1 },
      message:
        "'fill' is interpolate, which puts values of the future into the inputs, expected hold or zero, or 'future: true' beside it"
    ),
  ]
}
