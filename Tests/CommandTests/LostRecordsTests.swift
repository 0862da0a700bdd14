import Digest
import Foundation
import Sluice
import TestSupport
import Testing

/// What `run`, `export` and `compare` do where records vanish, cannot be read, or are not there.
@Suite struct LostRecordsTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  /// The path of the first record of a folder.
  private func aRecord(in folder: String) throws -> String {
    try RunStore(sluice[folder]).scatter()
    let files = FileManager.default
    for shelf in try files.contentsOfDirectory(atPath: sluice["\(folder)/records"]).sorted()
    where shelf.count == 2 {
      let names = try files.contentsOfDirectory(atPath: sluice["\(folder)/records/\(shelf)"])
      if let name = names.filter({ $0.hasPrefix("r-") }).min() { return "\(folder)/records/\(shelf)/\(name)" }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// A line that this version does not know, under a checksum that holds.
  @Test func aRecordThatCannotBeReadIsDoneAgain() throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    let expected = try SmallExperiment.digests(sluice["r"])
    let path = try aRecord(in: "r")
    let body = try sluice.read(path).dropLast(72).replacing("timing ", with: "later 1\ntiming ")
    try sluice.write(body + "sha256 \(SHA256.hexadecimal(body.utf8))\n", to: path)
    let status = try sluice.run("status", "r").output
    #expect(status.contains("11 of 12 runs finished"))
    #expect(status.contains("1 run left a record that is damaged"))
    let again = try sluice.run("run", "small.yaml", "--out", "r")
    #expect(again.status == 0)
    #expect(again.messages.contains("the record of \(path.split(separator: "/").last!) ("))
    #expect(try SmallExperiment.digests(sluice["r"]) == expected)
  }

  @Test func recordsThatVanishWhileItRunsAreDoneAgain() throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "reference").status == 0)
    let process = try sluice.start(["run", "small.yaml", "--out", "r", "--jobs", "1"])
    #expect(sluice.wait(for: "r/records", while: process))
    var segment: String?
    while segment == nil, process.isRunning {
      segment = try FileManager.default.contentsOfDirectory(atPath: sluice["r/records"]).first
    }
    try FileManager.default.removeItem(atPath: sluice["r/records/\(try #require(segment))"])
    let result = try sluice.finish(process)
    #expect(result.status == 0)
    #expect(result.messages.contains("have vanished or cannot be read any more; their runs are done again"))
    #expect(try SmallExperiment.digests(sluice["r"]) == SmallExperiment.digests(sluice["reference"]))
  }

  @Test func withoutRecordsTablesStayAndAreCompared() throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    let shown = try sluice.run("compare", "r").output
    let tables = try SmallExperiment.digests(sluice["r"])
    for remains in ["records", "plan", "experiment.yaml"] {
      try FileManager.default.removeItem(atPath: sluice["r/\(remains)"])
      let export = try sluice.run("export", "r")
      #expect(export.status == (remains == "records" ? 65 : 66))
      #expect(try SmallExperiment.digests(sluice["r"]) == tables)
      let compared = try sluice.run("compare", "r")
      #expect(compared.status == 0)
      #expect(compared.output.split(separator: "\n").dropFirst() == shown.split(separator: "\n").dropFirst())
    }
  }
}
