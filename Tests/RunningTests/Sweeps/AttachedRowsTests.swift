import Catalog
import DataReading
import Gating
import Planning
import Recurrence
import Running
import SequenceTasks
import Sequences
import Studies
import Tables
import TestSupport
import Testing

/// Rows that lie beside their records give the same table as rows that lie in them.
@Suite struct AttachedRowsTests {
  let folder = TemporaryFolder()

  /// A study that counts, and leaves what it counted in its record or beside it.
  private struct Counting: SweptStudy {
    static let description = KindDescription("counting", summary: "Counts.")
    static let repeatsRuns = true
    static let table = Table<Int>(
      "counts", "Numbers.",
      [
        .integer("number", "The number.") { $0 },
        .optionalInteger("even", "The number where it is even.") { $0 % 2 == 0 ? $0 : nil },
        .text("word", "A word.") { "the \($0)th, \"so to speak\"" },
      ])
    static let tables = [table.schema]
    static func section(_ format: ExperimentFormat) -> Section {
      let count = Field("count", .plain(.integer(Bounds(0, 1e6))), default: .number(9), "How far.")
      let beside = Field("beside", .plain(.flag), default: .flag(true), "Beside the record.")
      return Section("Counts.", format.cell + [count, beside, format.replicates, format.sweep])
    }

    let count: Int
    let isBeside: Bool

    init?(_ cell: inout CellBuilder, _: any SequenceTask, _: NetworkSpecification) {
      (count, isBeside) = (Settings(cell.settings).integer("count"), Settings(cell.settings).flag("beside"))
    }

    var progressUnits: Int { 1 }
    var runTables: [RunTable] { [RunTable(Self.table)] }
    func demand(_: CellSpecification) -> RunDemand {
      RunDemand(read: 1, passes: [EnginePass(rows: 1, .evaluation(.native), keepsGateInputs: false)])
    }
    func run(_ context: RunContext) throws -> RunOutcome {
      let rows = Self.table.rows((0..<count).map { $0 + context.run.replicate })
      return RunOutcome(
        isDiverged: false, tables: isBeside ? [] : [rows], attachments: isBeside ? [.rows(rows)] : [])
    }
  }

  private func plan(_ overrides: [String]) throws -> ExperimentPlan {
    let text = """
      schema: sluice/experiment/v1
      name: counted
      kind: counting
      seed: 1
      replicates: 2
      task: {kind: adding, variant: chrono, steps: 20}
      network: {hidden: 4}

      """
    let catalogs = try ExperimentCatalogs(Extensions(studies: [Counting.self]))
    let file = ExperimentFile(name: "counted.yaml", bytes: Array(text.utf8))
    return try ExperimentPlan(
      Experiment(file, overrides: overrides, catalogs: catalogs),
      files: FileReader { throw DataError(file: $0, isMissing: true, "no data here") })
  }

  /// The lines of `counts.csv` without the run and its cell.
  private func lines(_ name: String) throws -> [Substring] {
    let text = String(decoding: try Files.read(folder["\(name)/counts.csv"]), as: UTF8.self)
    return text.split(separator: "\n").map { $0.split(separator: ",", maxSplits: 2).last ?? "" }
  }

  /// 30,000 rows are several pieces of a file; cells, 0 and 1 are the edges.
  @Test(arguments: [0, 1, 30_000]) func theTableIsTheSame(count: Int) async throws {
    try await SmallSweep.run(plan(["count=\(count)", "beside=true"]), in: folder["beside"], jobs: 2)
    try await SmallSweep.run(plan(["count=\(count)", "beside=false"]), in: folder["inside"])
    let (beside, inside) = (try lines("beside"), try lines("inside"))
    #expect(beside == inside && inside.count == 1 + 2 * count)
  }

  @Test func lostRowsAreMadeAgain() async throws {
    let plan = try plan(["count=20"])
    try await SmallSweep.run(plan, in: folder["r"])
    let expected = try SmallSweep.digests(folder["r"])
    let run = plan.runs[1].id
    let path = folder["r/records/\(run.dropFirst(2).prefix(2))/\(run).counts"]
    let bytes = try Files.read(path)
    try Files.remove(path)
    // Tables that are written before the run is done again do without it, and say so.
    let extent = try ResultTables(
      plan, store: RunStore(folder["r"]), provenance: Provenance(arguments: [])
    ).write()
    #expect(extent.finished == 1 && extent.total == 2)
    let outcome = try await SmallSweep.run(plan, in: folder["r"])
    #expect(outcome.done == 1)
    #expect(try Files.read(path) == bytes)
    #expect(try SmallSweep.digests(folder["r"]) == expected)
  }
}
