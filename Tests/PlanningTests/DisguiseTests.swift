import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies
import Testing

/// One set of data in every form in which people keep it: the same runs, since a run's id holds the data as they were read.
struct DisguiseTests {
  private static let clean = Result { try Disguise.clean.plan() }

  @Test(arguments: Disguise.same)
  func isTheSameRuns(disguise: Disguise) throws {
    let (plan, clean) = try (disguise.plan(), Self.clean.get())
    #expect(plan.runs.map(\.id) == clean.runs.map(\.id))
    #expect(
      plan.cells[0].specification.task.value.floorScores(.test)
        == clean.cells[0].specification.task.value.floorScores(.test))
    #expect(plan.dataFiles.map(\.readings) == clean.dataFiles.map(\.readings))
    #expect(plan.dataFiles[0].sha256 != clean.dataFiles[0].sha256 || disguise.bytes == Disguise.clean.bytes)
  }

  /// The published floors of the clean file, and the season that its dates tell.
  @Test func theCleanFileIsWhatItWas() throws {
    let task = try Self.clean.get().cells[0].specification.task.value
    let floors = task.floorScores(.test).filter { $0.metric == "rmse" }
    #expect(floors.map(\.mode) == ["persistence", "seasonal_naive", "training_mean"])
    for (floor, expected) in zip(floors, [33.93, 36.71, 36.25]) {
      #expect(abs(floor.value - expected) < 0.005)
    }
    #expect(task.findings.contains(Finding("season", "52 rows (found)")))
    #expect(task.findings.contains(Finding("spacing", "1 week")))
  }

  /// Without names and dates the numbers are the same, but the season is unknown and the data are others.
  @Test(arguments: [",", "\t"]) func withoutNamesAndDatesTheScoresAreTheSame(separator: String) throws {
    let bare = Disguise.text(Disguise.body.map { Array($0.dropFirst()) }, separator)
    let disguise = Disguise("bare", bare, "read: {header: false, date: false}")
    var floors = try Disguise.clean.floors()
    floors["seasonal_naive"] = nil
    #expect(try disguise.floors() == floors)
    #expect(try disguise.ids() != Disguise.clean.ids())
    let names = (1...20).map { "column_\($0)" }.joined(separator: ", ")
    #expect(try disguise.task().findings.contains(Finding("series", "20: \(names)")))
  }

  /// What only says how a file is read names no run; what changes the examples does.
  @Test func onlyWhatIsReadNamesTheRun() throws {
    let id = try Disguise.clean.ids()
    for keys in [
      "season: 52", "season: auto", "fill: hold", "read: {spacing: rows}, season: 52", "date_column: Date",
      "read: {skip: 0}",
    ] {
      #expect(try Disguise.clean.saying(keys).ids() == id, "\(keys)")
    }
    #expect(try Disguise.clean.plan(horizon: "[2]").runs.map(\.id) == id)
    #expect(try Disguise.clean.plan(horizon: "[1, 2]").runs.map(\.id) != id)
    for keys in [
      "season: 26", "season: none", "targets: [PEST]", "columns: [PEST, BUDAPEST]", "scaling: minmax",
    ] {
      #expect(try Disguise.clean.saying(keys).ids() != id, "\(keys)")
    }
  }

  /// Thousands are grouped in the file's way where that is said; where it is not, the message says how.
  @Test(arguments: Disguise.grouped.forms) func thousands(form: Disguise) throws {
    #expect(try form.ids() == Disguise.grouped.plain.ids())
    let refusal = try #require(form.saying("").refusal())
    #expect(
      refusal.contains("20 columns hold cells that are no numbers: ") && refusal.contains("'\(form.keys)'"))
  }

  /// The scores of one series, with all as inputs.
  @Test func oneTargetAmongManySeries() throws {
    let (one, alone) = (
      Disguise.clean.saying("targets: [PEST]"), Disguise.clean.saying("columns: [PEST]")
    )
    #expect(try one.floors() == alone.floors() && one.floors() != Disguise.clean.floors())
    let shape = try one.task().shape
    #expect((shape.inputWidth, shape.outputWidth) == (20, 1))
  }

  /// One message names all constant columns, and the key that it gives reads the others.
  @Test func constantColumns() throws {
    let (names, text) = Disguise.constants
    let disguise = Disguise("constants", text)
    let list = names.map { "'\($0)' is constant (always 7)" }.joined(separator: ", ")
    #expect(
      disguise.refusal()?.contains(
        "15 series cannot be scaled in the training range, lines 2 to 262: \(list); leave them out with 'columns', or change 'split'"
      ) == true)
    let series = Disguise.names.joined(separator: ", ")
    #expect(try disguise.saying("columns: [\(series)]").ids() == Disguise.clean.ids())
  }

  /// What `plan` prints of columns that are left aside.
  @Test func ignoredColumnsAreNamed() throws {
    let transposed = try #require(Disguise.same.first { $0.name == "transposed" })
    #expect(
      try transposed.task().findings.contains(
        Finding("ignored", "columns whose names are no dates: lat, population")))
  }
}
