import Planning
import Studies
import Testing

/// `sluice new NAME` writes an experiment that runs as it is, and explains every key.
struct StarterTests {
  @Test func itIsAGoodExperiment() throws {
    let plan = try TestFiles.plan(StarterFile(ExperimentCatalogs()).text(name: "my-first.one"))
    #expect(plan.experiment.name == "my-first.one")
    #expect(plan.cells.count == 2 && plan.replicates == 10)
    #expect(PlanSummary(plan).warnings == [])
  }

  @Test func itNamesEveryKey() {
    let text = StarterFile(ExperimentCatalogs()).text(name: "a")
    for key in KeyTable(ExperimentCatalogs()).markdown(TrainStudy.self).split(separator: "\n").dropFirst(2) {
      let name = key.split(separator: "`")[1].split(separator: ".").last ?? ""
      #expect(text.contains("\(name):"), "\(name)")
    }
  }

  @Test(arguments: ["", ".", "a/b", "../a", "a b", "-a", "ä", String(repeating: "a", count: 101)])
  func namesThatAreNoFolders(name: String) { #expect(!StarterFile.isName(name)) }

  @Test(arguments: ["a", "7", "A-b_c.d", String(repeating: "a", count: 100)])
  func namesThatAre(name: String) { #expect(StarterFile.isName(name)) }
}
