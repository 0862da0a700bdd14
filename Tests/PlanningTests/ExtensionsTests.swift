import Catalog
import Planning
import Recurrence
import Studies
import Testing

/// Kinds of a program's own, beside a gate policy (`AddedPolicyTests`).
@Suite struct ExtensionsTests {
  /// A schedule that is on for an update and off for the next.
  private struct Blinking: Schedule {
    static let description = KindDescription(
      "blinking", summary: "One value, then the other.",
      parameters: [.scheduledValue("bright", summary: "On."), .scheduledValue("dark", summary: "Off.")])
    let ends: (Double, Double)
    init(_ parameters: Parameters) throws(ParameterError) {
      ends = (parameters.number("bright"), parameters.number("dark"))
    }
    func value(update: Int, epoch: Int) -> Double { update % 2 == 0 ? ends.0 : ends.1 }
  }

  private struct InputDropout: StateNoise {
    static let description = KindDescription("input_dropout", summary: "Inputs are dropped.")
    init(_ parameters: Parameters) throws(ParameterError) {}
    var masks: [StateMask] { [StateMask(.input, rate: 0.5)] }
  }

  private static let extensions = Extensions(stateNoises: [InputDropout.self], schedules: [Blinking.self])

  private func plan(_ lines: String) throws -> ExperimentPlan {
    let text = TestFiles.small + lines
    let experiment = try Experiment(
      ExperimentFile(name: "f", bytes: Array(text.utf8)), catalogs: ExperimentCatalogs(Self.extensions))
    return try ExperimentPlan(experiment, files: TestFiles.reader)
  }

  @Test func theyAreTheProgramsOwn() throws {
    #expect(ExperimentCatalogs().ownKinds.isEmpty)
    #expect(
      try ExperimentCatalogs(Self.extensions).ownKinds == [
        OwnKind(subject: "state noise", kind: "input_dropout"),
        OwnKind(subject: "schedule", kind: "blinking"),
      ])
  }

  @Test func theyAreListedInTheSchemaAndInLists() throws {
    let catalogs = try ExperimentCatalogs(Self.extensions)
    let listed = catalogs.lists.flatMap(\.kinds).map(\.kind)
    for kind in ["input_dropout", "blinking"] {
      #expect(ExperimentSchema(catalogs).text.contains("\"\(kind)\""))
      #expect(!ExperimentSchema(ExperimentCatalogs()).text.contains("\"\(kind)\""))
      #expect(listed.filter { $0 == kind }.count == 1)
    }
  }

  @Test func aScheduleDrivesAGateAndAnOptimizer() throws {
    let blinking = "{schedule: blinking, bright: 1, dark: 0.5}"
    let plan = try plan("sweep: {gates.all: [{kind: sigmoid, temperature: \(blinking)}]}\n")
    let cell = plan.cells[0].specification
    #expect(plan.cells[0].name == "gates.all=sigmoid temperature={bright: 1, dark: 0.5, schedule: blinking}")
    #expect(cell.gates.isScheduled)
    let rated = try self.plan(
      "sweep: {training.optimizer: [{kind: sgd, learning_rate: \(blinking)}]}\n")
    let work = try #require(rated.cells[0].specification.study as? TrainStudy)
    #expect(work.training.optimizer.isScheduled)
  }

  @Test func aNameThatIsTaken() {
    #expect(throws: CatalogError.duplicateKind(subject: "state noise", kind: "zoneout")) {
      try ExperimentCatalogs(Extensions(stateNoises: [Zoneout.self]))
    }
    #expect(throws: CatalogError.duplicateKind(subject: "schedule", kind: "linear")) {
      try ExperimentCatalogs(Extensions(schedules: [LinearSchedule.self]))
    }
  }
}
