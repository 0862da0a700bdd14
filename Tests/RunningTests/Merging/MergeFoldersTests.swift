import DataReading
import Digest
import Planning
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// Which folders may become one, and from which copies.
@Suite struct MergeFoldersTests {
  let folder = TemporaryFolder()
  private static let data = "a\n" + (0..<40).map { "\($0 * $0 % 7)\n" }.joined()

  /// Makes a folder an experiment's, as `run` does before it runs.
  private func claim(_ name: String, _ overrides: [String] = [], data: String = data, text: String? = nil)
    throws
  {
    let text = text ?? SmallSweep.forecastText
    let plan = try SmallSweep.plan(overrides, text: text, data: ["d.csv": data])
    let outline = ExperimentOutline(plan.experiment, data: plan.dataFiles)
    let file = PlanFile(plan.experiment, overrides: overrides, data: plan.dataFiles, outline: outline)
    try PlanFolder(folder[name]).claim(
      PlanFolder.Claim(
        file, experiment: Array(text.utf8), runs: plan.runs.lazy.map(\.id),
        tables: ResultTables.files(.standard)
      ) { _ in Array(data.utf8) })
  }

  private func folders(_ names: [String], into out: String = "out") throws -> MergeFolders {
    try MergeFolders(names.map { folder[$0] }, into: folder[out], runs: Self.runs)
  }

  private static func runs(_ kept: PlanFolder.Kept) -> [String] {
    let data = try? kept.data.bytes("d.csv")
    let plan = try? SmallSweep.plan(
      kept.plan.overrides, text: String(decoding: kept.experiment, as: UTF8.self),
      data: ["d.csv": String(decoding: data ?? [], as: UTF8.self)])
    return plan?.runs.map(\.id) ?? []
  }

  /// Where an experiment has grown the merged one is the larger, in whatever order the folders are given.
  @Test func theGrownExperimentIsTheMergedOne() throws {
    try claim("a")
    try claim("b", ["replicates=4"])
    try claim("c", ["replicates=2"])
    for names in [["a", "b", "c"], ["c", "b", "a"], ["b", "a"]] {
      #expect(try folders(names).complete == folder["b"])
    }
    // The merged folder does not shrink.
    #expect(try folders(["a"], into: "b").complete == folder["b"])
    #expect(try folders(["a"], into: "c").complete == folder["a"])
  }

  @Test func eachIsTakenOnce() throws {
    for name in ["a", "b"] { try claim(name) }
    let found = try folders(["a", "b", "a/", "b/../a"])
    #expect(found.folders == [folder["a"], folder["b"]] && found.complete == folder["a"])
    #expect(!Files.exists(folder["out"]))
  }

  @Test func differencesAreNamedWithBothValues() throws {
    try claim("a")
    try claim("b", ["replicates=4", "training.batch=9"])
    for (names, out) in [(["a", "b"], "out"), (["a"], "b")] {
      let error = #expect(throws: DifferentExperiments.self) { try folders(names, into: out) }
      #expect(error?.differences.map(\.key) == ["replicates", "training.batch"])
      #expect(
        error?.description == """
          '\(folder["a"])' and '\(folder["b"])' hold different experiments, which cannot be merged:
            replicates: 3 in '\(folder["a"])', 4 in '\(folder["b"])'
            training.batch: 8 in '\(folder["a"])', 9 in '\(folder["b"])'
          """)
    }
  }

  @Test func otherDataAreAnotherExperiment() throws {
    try claim("a")
    try claim("b", data: Self.data.replacing("4", with: "5"))
    let error = #expect(throws: DifferentExperiments.self) { try folders(["a", "b"]) }
    #expect(error?.differences.last?.key == "data")
    #expect(error?.differences.last?.other == SHA256.hexadecimal(Self.data.replacing("4", with: "5").utf8))
  }

  @Test func anotherVersionIsAnotherExperiment() throws {
    for name in ["a", "b"] { try claim(name) }
    let body = try String(decoding: Files.read(folder["b/plan"]).dropLast(72), as: UTF8.self)
      .replacing(NumericsVersion.current, with: "sluice/numerics/v0").utf8
    try AtomicFile.write(
      Array(body) + Array("sha256 \(SHA256.hexadecimal(body))\n".utf8), to: folder["b/plan"])
    let error = #expect(throws: DifferentExperiments.self) { try folders(["a", "b"]) }
    #expect(
      error?.differences.map(\.key) == ["numerics"] && error?.differences[0].other == "sluice/numerics/v0")
  }

  @Test func whatCannotChangeAResultMayDiffer() throws {
    try claim("a")
    try claim("b", text: SmallSweep.forecastText.replacing("name: small", with: "name: other"))
    #expect(try folders(["a", "b"]).folders.count == 2)
  }

  /// The merged folder gets the copies of the first folder that has them sound.
  @Test(arguments: ["experiment.yaml", "data"]) func damagedCopiesAreTakenElsewhere(damaged: String) throws {
    for name in ["a", "b"] { try claim(name) }
    let name = damaged == "data" ? "data/\(SHA256.hexadecimal(Self.data.utf8))" : damaged
    try AtomicFile.write([0x61], to: folder["a/\(name)"])
    let found = try folders(["a", "b"])
    #expect(found.complete == folder["b"])
    let plan = try SmallSweep.plan(text: SmallSweep.forecastText, data: ["d.csv": Self.data])
    try PlanFolder(folder["out"]).claim(
      found.claim(plan, tables: ResultTables.files(.standard), earlier: Self.runs))
    for name in ["plan", "experiment.yaml", "data/\(SHA256.hexadecimal(Self.data.utf8))"] {
      #expect(try Files.read(folder["out/\(name)"]) == Files.read(folder["b/\(name)"]))
    }
    let error = #expect(throws: PlanFolder.Missing.self) { try folders(["a"], into: "new") }
    #expect(error?.isDamaged == true && error?.folder == folder["a"])
  }

  @Test func aFolderWithoutAPlanIsMissingOrDamaged() throws {
    try claim("a")
    let none = #expect(throws: PlanFolder.Missing.self) { try folders(["a", "none"]) }
    #expect(none?.isDamaged == false && none?.folder == folder["none"])
    try Files.makeFolder(folder["b"])
    try AtomicFile.write("sluice/plan".utf8, to: folder["b/plan"])
    let damaged = #expect(throws: PlanFolder.Missing.self) { try folders(["a", "b"]) }
    #expect(damaged?.isDamaged == true)
  }
}
