import Catalog
import Gating
import Planning
import Recurrence
import SequenceTasks
import Studies
import Tables
import Testing

/// Kinds of experiment that a program brings.
@Suite struct StudyTests {
  /// A study of one key that counts units.
  private struct Counting: SweptStudy {
    static let description = KindDescription("counting", summary: "Counts units.")
    static let repeatsRuns = false
    static let tables: [TableSchema] = []
    static func section(_ format: ExperimentFormat) -> Section {
      let limit = Field("limit", .plain(.integer(Bounds(1, 99))), default: .number(9), "The largest count.")
      return Section("Counts.", format.cell + [limit, format.sweep])
    }

    let limit: Int

    init?(_ cell: inout CellBuilder, _: any SequenceTask, _ network: NetworkSpecification) {
      limit = Settings(cell.settings).integer("limit")
      guard network.hidden > limit else { return }
      cell.fail("limit", "found \(limit); there are \(network.hidden) units")
      return nil
    }

    var progressUnits: Int { 1 }
    var runTables: [RunTable] { [] }
    func demand(_: CellSpecification) -> RunDemand {
      RunDemand(read: 1, passes: [EnginePass(rows: 1, .evaluation(.native), keepsGateInputs: false)])
    }
    func run(_: RunContext) throws -> RunOutcome { RunOutcome(isDiverged: false, tables: []) }
  }

  /// One that forgets what every cell has.
  private struct Forgetful: SweptStudy {
    static let description = KindDescription("forgetful", summary: "Forgets its noise.")
    static let repeatsRuns = true
    static let tables: [TableSchema] = []
    static func section(_ format: ExperimentFormat) -> Section {
      Section("Forgets.", format.cell.filter { $0.name != "noise" && $0.name != "seed" })
    }
    init?(_: inout CellBuilder, _: any SequenceTask, _: NetworkSpecification) {}
    var progressUnits: Int { 1 }
    var runTables: [RunTable] { [] }
    func demand(_: CellSpecification) -> RunDemand { RunDemand(passes: []) }
    func run(_: RunContext) throws -> RunOutcome { RunOutcome(isDiverged: false, tables: []) }
  }

  private static let text = """
    schema: sluice/experiment/v1
    name: counted
    kind: counting
    seed: 1
    task: {kind: adding, variant: chrono, steps: 20}
    network: {hidden: 4}

    """

  private func plan(_ overrides: [String] = [], text: String = text) throws -> ExperimentPlan {
    let catalogs = try ExperimentCatalogs(Extensions(studies: [Counting.self]))
    let file = ExperimentFile(name: "counted.yaml", bytes: Array(text.utf8))
    return try ExperimentPlan(
      Experiment(file, overrides: overrides, catalogs: catalogs), files: TestFiles.reader)
  }

  @Test func itIsPlannedLikeAnyOther() throws {
    let plan = try plan(["sweep.limit=[4, 5]"])
    #expect(plan.cells.map(\.name) == ["limit=4", "limit=5"])
    #expect(plan.cells.map { ($0.specification.study as? Counting)?.limit } == [4, 5])
    #expect(plan.cells[0].id != plan.cells[1].id && plan.runs.count == 2)
    #expect(plan.study.heading(of: plan) == "counted: 2 cells, each one run")
    #expect(plan.cells[0].specification.usesOwnKinds && plan.cells[1].specification.usesOwnKinds)
    #expect(plan.cells[0].specification != plan.cells[1].specification)
    #expect(try plan.cells[0].specification == self.plan(["limit=4"]).cells[0].specification)
  }

  @Test func itsMistakesHaveTheirPlaces() throws {
    let error = #expect(throws: ExperimentErrors.self) { try plan(["limit=3"]) }
    #expect(error?.description.contains("--set limit=3: limit: found 3; there are 4 units") == true)
    let unknown = #expect(throws: ExperimentErrors.self) { try plan(["limits=3"]) }
    #expect(unknown?.description.contains("limits: is not a key here (did you mean 'limit'?)") == true)
    let range = #expect(throws: ExperimentErrors.self) { try plan(["limit=300"]) }
    #expect(range?.description.contains("a whole number ≥ 1 and ≤ 99") == true)
  }

  @Test func aKindThatIsTaken() {
    #expect(throws: CatalogError.duplicateKind(subject: "kind of experiment", kind: "train")) {
      try ExperimentCatalogs(Extensions(studies: [TrainStudy.self]))
    }
  }

  @Test func aCellWithoutSeedAndNoiseIsRefusedAtOnce() {
    let reason =
      "its section lacks seed, noise, which every cell has; begin with ExperimentFormat.cell"
    #expect(
      throws: CatalogError.malformedKind(subject: "kind of experiment", kind: "forgetful", reason: reason)
    ) {
      try ExperimentCatalogs(Extensions(studies: [Forgetful.self]))
    }
  }
}
