import Planning
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

  @Test(arguments: ["", ".", "a/b", "../a", "a b", "-a", "ä", String(repeating: "a", count: 101)])
  func namesThatAreNoFolders(name: String) { #expect(!StarterFile.isName(name)) }

  @Test(arguments: ["a", "7", "A-b_c.d", String(repeating: "a", count: 100)])
  func namesThatAre(name: String) { #expect(StarterFile.isName(name)) }
}
