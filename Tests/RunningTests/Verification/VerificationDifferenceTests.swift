import Digest
import Foundation
import Planning
import Running
import TestSupport
import Testing

/// Every byte that is not as it was computed is found, and its place is named.
@Suite struct VerificationDifferenceTests {
  let folder: VerifiedFolder
  let plan: ExperimentPlan

  init() async throws {
    plan = try SmallSweep.plan(VerifiedFolder.everything)
    folder = try await VerifiedFolder.computed()
  }

  private var run: RunSpecification { plan.runs[4] }
  private var name: String { "\(run.cell.name), replicate \(run.replicate)" }
  private var record: String { "\(folder.recordName(run.id)) (\(name))" }

  /// What is found, when nothing in the folder is written.
  private func differences(_ scope: VerificationScope = .all) async throws -> VerificationResult {
    let before = try folder.digests()
    let result = try await folder.verify(plan, scope)
    #expect(try folder.digests() == before)
    return result
  }

  @Test func aValueInARecord() async throws {
    var old = ""
    try folder.changeRecord(run.id) { lines in
      let start = lines.firstIndex { $0.hasPrefix("table measurements ") }!
      var words = lines[start + 3].split(separator: " ").map(String.init)
      (old, words[4]) = (words[4], "0.125")
      lines[start + 3] = words.joined(separator: " ")
    }
    let result = try await differences()
    #expect(result.recomputed == 9 && result.agreeing == 8)
    #expect(
      result.differences.first?.description
        == "\(record), table measurements, row 3, column value: the folder has 0.125, recomputed it is \(old)"
    )
    // The tables are of the record as it was.
    #expect(result.differences.dropFirst().contains { $0.file == "measurements.csv" && $0.run == nil })
    #expect(
      result.remarks.contains { $0.hasSuffix("the tables were written from other records than these") })
    // Where tables were written from the changed record, the record tells.
    try ResultTables(plan, store: folder.store, provenance: Provenance(arguments: [])).write()
    let again = try await differences()
    #expect(again.differences.map(\.run?.id) == [run.id])
    #expect(try await differences(.runs([plan.runs[0].id])).differences == [])
  }

  @Test(arguments: [
    (
      "status completed 30", "status diverged 30",
      "status: the folder has diverged, recomputed it is completed"
    ),
    ("status completed 30", "status completed 31", "updates: the folder has 31, recomputed it is 30"),
  ])
  func theHeadOfARecord(old: String, new: String, message: String) async throws {
    try folder.changeRecord(run.id) { $0 = $0.map { $0.replacing(old, with: new) } }
    #expect(try await differences().differences.first?.description == "\(record), \(message)")
  }

  @Test func aLostRowOfARecord() async throws {
    var last = ""
    var count = 0
    try folder.changeRecord(run.id) { lines in
      let start = lines.firstIndex { $0.hasPrefix("table measurements ") }!
      count = Int(lines[start].split(separator: " ")[2])!
      lines[start] = lines[start].replacing("measurements \(count)", with: "measurements \(count - 1)")
      last = lines.remove(at: start + count)
    }
    let cells = last.replacing(" -", with: " ").replacing(" ", with: ",")
    #expect(
      try await differences().differences.first?.description
        == "\(record), table measurements, row \(count): the folder has nothing, recomputed it is \(cells)")
  }

  /// The same values spelled in other bytes are other bytes.
  @Test func theSpellingOfARecord() async throws {
    try folder.changeRecord(run.id) { $0 = $0.map { $0.replacing("completed 30", with: "completed +30") } }
    let first = try #require(try await differences().differences.first)
    #expect(first.run?.id == run.id && first.place == .line(4))
  }

  @Test func attachmentsThatTheRecordVouchesFor() async throws {
    let record = try #require(try folder.store.record(of: run.id))
    var attachments: [Planning.Attachment] = []
    for attachment in record.outcome.attachments {
      guard case .published(let folder, let ending) = attachment.place else {
        attachments.append(attachment)
        continue
      }
      var bytes = try Files.read(self.folder.store.path(of: attachment, run.id))
      bytes[bytes.count - 3] ^= 1
      attachments.append(.published(folder: folder, ending: ending, bytes))
    }
    let outcome = record.outcome
    try folder.store.replace(
      by:
        RunRecord(
          run: run.id,
          outcome: RunOutcome(
            status: outcome.status, updates: outcome.updates, selectedUpdate: outcome.selectedUpdate,
            tables: outcome.tables, attachments: attachments), timing: record.timing))
    let first = try #require(try await differences().differences.first)
    #expect(first.run?.id == run.id && first.file == "weights/\(run.id).safetensors")
    #expect(first.place == .byte(record.outcome.attachments.first { $0.place.isPublished }!.size - 3))
  }

  @Test func rowsBesideARecord() async throws {
    let file = "\(folder.recordName(run.id)).units"
    var old = ""
    try folder.change(file) { lines in
      var words = lines[6].split(separator: " ").map(String.init)
      (old, words[words.count - 1]) = (words[words.count - 1], "0.5")
      lines[6] = words.joined(separator: " ")
    }
    #expect(
      try await differences().differences.map(\.description) == [
        "\(file) (\(name)) is missing or is not the file that the run's record vouches for"
      ])
    let bytes = try Files.read(folder[file])
    try folder.changeRecord(run.id) { lines in
      let place = lines.firstIndex { $0.hasPrefix("rows units ") }!
      var words = lines[place].split(separator: " ").map(String.init)
      (words[3], words[4]) = (String(bytes.count), SHA256.hexadecimal(bytes))
      lines[place] = words.joined(separator: " ")
    }
    #expect(
      try await differences().differences.first?.description
        == "\(file) (\(name)), table units, row 7, column value: the folder has 0.5, recomputed it is \(old)")
  }

  @Test func lostAndDamagedRecords() async throws {
    try folder.store.scatter()
    try Files.remove(folder[folder.recordName(run.id)])
    let damaged = folder.recordName(plan.runs[7].id)
    try folder.write(Array(try Files.read(folder[damaged]).dropLast()), to: damaged)
    let result = try await differences()
    #expect(result.recomputed == 7 && result.agreeing == 7)
    #expect(
      result.differences.map(\.description) == [
        "record \(run.id) (\(name)) is missing",
        "\(damaged) (\(plan.runs[7].cell.name), replicate 1) is damaged: it is not as it was written",
      ])
    #expect(
      result.remarks == ["the tables are not compared: 2 of the runs that they list have no sound record"])
    #expect(result.files == [])
  }

  @Test func aLostFileOfWeights() async throws {
    try Files.remove(folder["weights/\(run.id).safetensors"])
    #expect(
      try await differences().differences.map(\.description) == [
        "weights/\(run.id).safetensors (\(name)) is missing or is not the file that the run's record vouches for"
      ])
  }

  @Test func aPackOfWeights() async throws {
    let (packed, folder) = (
      try SmallSweep.plan(VerifiedFolder.everything + ["training.weights=packed"]), VerifiedFolder()
    )
    try await SmallSweep.run(packed, in: folder.path)
    let pack = "weights/pack-0000.safetensors"
    var bytes = try Files.read(folder[pack])
    bytes[1000] ^= 1
    try folder.write(bytes, to: pack)
    let result = try await folder.verify(packed)
    #expect(result.differences.count == 1)
    #expect(result.differences.first?.file == pack && result.differences.first?.place == .byte(1000))
    #expect(result.agreeing == 9)
  }

  /// A cell of every table, its last row, its header, the table itself.
  @Test(arguments: [
    "runs.csv", "measurements.csv", "gates.csv", "predictions.csv", "units.csv", "summary.csv",
    "comparisons.csv",
  ])
  func aTable(file: String) async throws {
    let lines = try folder.lines(file)
    let names = lines[0].split(separator: ",").map(String.init)
    var cells = lines[2].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let old = cells[cells.count - 2]
    cells[cells.count - 2] = "7e7"
    try folder.write(lines[..<2] + [cells.joined(separator: ",")] + lines[3...], to: file)
    let changed = try await differences()
    #expect(
      changed.differences.map(\.description) == [
        "\(file), row 2, column \(names[names.count - 2]): the folder has 7e7, written anew it has "
          + (old.isEmpty ? "an empty cell" : old)
      ])
    #expect(changed.remarks.first?.hasSuffix("it was changed after it was written") == true)
    #expect(changed.agreeing == 9)

    try folder.write(lines.dropLast(), to: file)
    let cut = try await differences()
    // A run without a row in runs.csv is taken for one that finished later; the other tables have rows of it.
    #expect(cut.differences.contains { $0.file == file } || file == "runs.csv" && !cut.differences.isEmpty)

    try folder.write(["x" + lines[0]] + lines[1...], to: file)
    #expect(try await differences().differences.first?.place == .header)

    try Files.remove(folder[file])
    let missing = try await differences().differences.map(\.description)
    #expect(missing == ["\(file) is missing"])
  }

  @Test func theManifestAndTheDictionary() async throws {
    for file in ["manifest.json", "datapackage.json"] {
      let lines = try folder.lines(file)
      try folder.write(lines.enumerated().map { $0 == 4 ? $1 + " " : $1 }, to: file)
      let differences = try await differences().differences
      #expect(differences.map(\.file) == [file] && differences.map(\.place) == [.line(5)])
      try folder.write(lines, to: file)
    }
  }
}

extension Planning.Attachment.Place {
  fileprivate var isPublished: Bool { if case .published = self { true } else { false } }
}
