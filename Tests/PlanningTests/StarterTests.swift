import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies
import Testing

/// `sluice new NAME` writes an experiment that runs as it is, and explains every key.
struct StarterTests {
  /// The starter of a kind of experiment; of the first without one.
  static func file(_ kind: String? = nil) -> StarterFile { StarterFile(ExperimentCatalogs(), kind: kind)! }

  @Test func itIsAGoodExperiment() throws {
    let plan = try TestFiles.plan(StarterTests.file().text(name: "my-first.one"))
    #expect(plan.experiment.name == "my-first.one")
    #expect(plan.cells.count == 2 && plan.replicates == 10)
    #expect(PlanSummary(plan).warnings == [])
  }

  @Test func itNamesEveryKey() {
    let text = StarterTests.file().text(name: "a")
    for key in KeyTable(ExperimentCatalogs()).markdown(TrainStudy.self).split(separator: "\n").dropFirst(2) {
      let name = key.split(separator: "`")[1].split(separator: ".").last ?? ""
      #expect(text.contains("\(name):"), "\(name)")
    }
  }

  @Test func everyKindHasOne() {
    #expect(StarterFile.kinds(ExperimentCatalogs()) == ExperimentCatalogs().studies.kinds)
    #expect(StarterFile(ExperimentCatalogs(), kind: "trian") == nil)
  }

  @Test(arguments: ["train", "simulate", "certify", "variance", "calibrate"]) func itsKindIsPlanned(
    kind: String
  ) throws {
    let plan = try TestFiles.plan(Self.file(kind).text(name: "a"))
    #expect(plan.cells.count == 2)
    #expect(PlanSummary(plan).warnings == [])
  }

  /// `NewTests` runs the files that have no plan here: `trace` has none, and `evaluate` needs networks.
  @Test(arguments: StarterFile.kinds(ExperimentCatalogs())) func theSchemaAcceptsIt(kind: String) throws {
    let text = Self.file(kind).text(name: "a")
    #expect(
      try JSONSchemaValidator(ExperimentSchema(ExperimentCatalogs()).text).accepts(
        JSONSchemaValidator.parse(text)))
  }

  // MARK: Tasks

  /// Tasks that need a file of a person's own, and what is said where it is not there.
  private static let missing = [
    "forecast": "expected a table with one line for each time; see 'read' for other forms",
    "sequences": "expected a table with a row for each step, or arrays in an .npz or safetensors file",
    "characters": "expected a text in UTF-8, also packed by gzip",
  ]

  @Test(arguments: TaskCatalog().kinds, ["train", "simulate"]) func everyTaskHasOne(
    task: String, kind: String
  ) throws {
    let starter = try #require(StarterFile(ExperimentCatalogs(), kind: kind, task: task))
    let text = starter.text(name: "a")
    #expect(
      try JSONSchemaValidator(ExperimentSchema(ExperimentCatalogs()).text).accepts(
        JSONSchemaValidator.parse(text)))
    #expect(text.contains("\n  kind: \(task)\n"))
    for parameter in TaskCatalog()[task]?.description.parameters ?? [] {
      #expect(text.contains(" \(parameter.name): "), "\(parameter.name)")
    }
    guard let missing = Self.missing[task] else {
      let plan = try TestFiles.plan(text)
      #expect(plan.cells.count == 2 && PlanSummary(plan).warnings == [])
      #expect(starter.need == nil)
      return
    }
    // One sentence, at the place of the file's name.
    let lines = TestFiles.message(text).split(separator: "\n")
    #expect(lines[0].hasSuffix(": cannot be read; \(missing)") && lines.count == 3, "\(lines)")
    #expect(lines[0].contains(": task.data: "))
    #expect(lines[1].hasPrefix("    data: "))
    #expect(starter.need?.hasPrefix("it needs a file of yours in the place of '") == true)
    #expect(text.contains("# It needs a file of yours:"))
  }

  /// The starter says what is known of a task: how it is scored, and when it is solved.
  @Test func whatATaskIs() throws {
    let text = try #require(StarterFile(ExperimentCatalogs(), task: "copy")).text(name: "a")
    for line in [
      "task:  # Says ten symbols again after a long blank.",
      "  # Scores: cross_entropy (lower is better), accuracy (higher is better).",
      "  # A run counts as solved where its cross_entropy is below 0.001733.",
      "  variant: chrono  # Which of",
      "  # blanks: 100  # T: ", "select: validation.native.cross_entropy ",
      "metric: test.native.cross_entropy ",
    ] {
      #expect(text.contains("\n\(line)") || text.contains("  \(line)"), "\(line)")
    }
  }

  @Test func kindsWithATaskOfTheirOwn() {
    #expect(StarterFile.kindsWithTasks(ExperimentCatalogs()) == ["train", "simulate"])
    for kind in ["trace", "certify", "evaluate"] {
      #expect(StarterFile(ExperimentCatalogs(), kind: kind, task: "copy") == nil)
    }
    #expect(StarterFile(ExperimentCatalogs(), task: "cpoy") == nil)
  }

  /// A task of a program's own has a starter without having said anything of one.
  @Test func anOwnTaskHasOne() throws {
    let catalogs = try ExperimentCatalogs(Extensions(tasks: [WordsTask.self, FilesTask.self]))
    let text = try #require(StarterFile(catalogs, task: "words")).text(name: "a")
    for line in [
      "  least: 3  # The least.", "  share: 0.5  # The share.", "  rule: first  # The rule.",
      "  names: [names]  # The names.",
      "  # extra: …  # More.", "  late: 1  # Found missing late.",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
    let experiment = try Experiment(
      ExperimentFile(name: "a.yaml", bytes: Array(text.utf8)), catalogs: catalogs)
    let plan = try ExperimentPlan(experiment, files: TestFiles.reader)
    #expect(plan.comparison?.metric.description == "test.native.mse")
    // Of one that needs a file nothing is known but its description: there is no score to compare by.
    let files = try #require(StarterFile(catalogs, task: "files"))
    #expect(files.text(name: "a").contains("\n  table: my-table  # A table of numbers.\n"))
    #expect(!files.text(name: "a").contains("\ncompare:"))
    #expect(files.need == "it needs a file of yours in the place of 'my-table': a table of numbers")
  }

  /// A task that needs settings of every shape.
  private struct WordsTask: SequenceTask {
    static let description = KindDescription(
      "words", summary: "Words.",
      parameters: [
        Parameter("least", .integer(Bounds(3)), summary: "The least."),
        Parameter(
          "share", .number(Bounds(0, 1, excludesMinimum: true, excludesMaximum: true)), summary: "The share."),
        Parameter("rule", .choice(["first", "last"]), summary: "The rule."),
        Parameter("names", .texts, summary: "The names."),
        Parameter("extra", .number(.finite), isOptional: true, summary: "More."),
        Parameter("late", .number(.finite), isOptional: true, summary: "Found missing late."),
      ])
    init(_ parameters: Parameters, files: borrowing FileReader) throws {
      guard parameters["late"] != nil else {
        throw ParameterError.missing(name: "late", kind: "words", allowed: "a number")
      }
    }
    var shape: SequenceShape {
      SequenceShape(inputWidth: 1, outputWidth: 1, target: .real, placement: .last, maximumSteps: 2)
    }
    var sizes: SplitSizes { SplitSizes(train: nil, validation: 3, test: 4) }
    func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
      batch.reset(steps: 2, count: examples.count)
    }
    var metrics: [any Metric.Type] { [MeanSquaredError.self] }
  }

  /// A task that needs a file.
  private struct FilesTask: SequenceTask {
    static let description = KindDescription(
      "files", summary: "Files.", parameters: [Parameter("table", .file, summary: "A table of numbers.")])
    init(_ parameters: Parameters, files: borrowing FileReader) throws {
      _ = try files.bytes(parameters.text("table"))
    }
    var shape: SequenceShape {
      SequenceShape(inputWidth: 1, outputWidth: 1, target: .real, placement: .last, maximumSteps: 1)
    }
    var sizes: SplitSizes { SplitSizes(train: nil, validation: 3, test: 4) }
    func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
      batch.reset(steps: 1, count: examples.count)
    }
    var metrics: [any Metric.Type] { [MeanSquaredError.self] }
  }

  @Test(arguments: ["", ".", "a/b", "../a", "a b", "-a", "ä", String(repeating: "a", count: 101)])
  func namesThatAreNoFolders(name: String) { #expect(!StarterFile.isName(name)) }

  @Test(arguments: ["a", "7", "A-b_c.d", String(repeating: "a", count: 100)])
  func namesThatAre(name: String) { #expect(StarterFile.isName(name)) }
}
