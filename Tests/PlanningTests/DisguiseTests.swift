import Catalog
import DataReading
import Foundation
import Planning
import SequenceTasks
import Sequences
import Studies
import Testing

/// One set of data in every form in which people keep it: the same runs, since a run's id holds the data as they were read.
struct DisguiseTests {
  /// A plan over a file, with what a person writes about it.
  private static func plan(_ disguise: Disguise, horizon: String = "2") throws -> ExperimentPlan {
    let keys = ["kind: forecast", "data: counts.csv", "window: 20", "horizon: \(horizon)", disguise.keys]
    let text = TestFiles.small.replacing(
      "{kind: adding, variant: chrono, steps: 20}",
      with: "{\(keys.filter { !$0.isEmpty }.joined(separator: ", "))}")
    return try ExperimentPlan(TestFiles.experiment(text), files: FileReader { _ in disguise.bytes })
  }

  private static let clean = Result { try plan(.clean) }

  @Test(arguments: Disguise.same)
  func isTheSameRuns(disguise: Disguise) throws {
    let (plan, clean) = try (Self.plan(disguise), Self.clean.get())
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
  @Test func withoutNamesAndDatesTheScoresAreTheSame() throws {
    let lines = String(decoding: Disguise.clean.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    let bare = lines.map { $0.drop { $0 != "," }.dropFirst() + "\n" }.joined()
    let plan = try Self.plan(Disguise("bare", bare, "read: {header: false, date: false}"))
    let (task, clean) = (
      plan.cells[0].specification.task.value, try Self.clean.get().cells[0].specification.task.value
    )
    let floors = clean.floorScores(.test).filter { $0.mode != "seasonal_naive" }
    #expect(task.floorScores(.test) == floors)
    #expect(try plan.runs[0].id != Self.clean.get().runs[0].id)
  }

  /// What only says how a file is read names no run; what changes the examples does.
  @Test func onlyWhatIsReadNamesTheRun() throws {
    let id = try Self.clean.get().runs[0].id
    for keys in [
      "season: 52", "season: auto", "fill: hold", "read: {spacing: rows}, season: 52", "date_column: Date",
      "read: {skip: 0}",
    ] {
      #expect(try Self.plan(Disguise(keys, bytes: Disguise.clean.bytes, keys)).runs[0].id == id, "\(keys)")
    }
    #expect(try Self.plan(.clean, horizon: "[2]").runs[0].id == id)
    #expect(try Self.plan(.clean, horizon: "[1, 2]").runs[0].id != id)
    for keys in [
      "season: 26", "season: none", "targets: [PEST]", "columns: [PEST, BUDAPEST]", "scaling: minmax",
    ] {
      #expect(try Self.plan(Disguise(keys, bytes: Disguise.clean.bytes, keys)).runs[0].id != id, "\(keys)")
    }
  }
}
