import Foundation
import Sluice
import Testing

/// `ro-crate-metadata.json` is a Process Run Crate 0.5: by its structure, and by a validator where one is installed.
@Suite struct CrateTests {
  let sluice = SluiceProcess()
  private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  init() throws {
    let data = Self.root.appendingPathComponent("Experiments/Data/hungary_chickenpox.csv")
    try Data(contentsOf: data).write(to: URL(fileURLWithPath: sluice["my counts.csv"]))
    let text = SmallExperiment.text.replacing("replicates: 4", with: "replicates: 1").replacing(
      "{kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}",
      with: "{kind: forecast, data: my counts.csv, window: 3, horizon: 1}"
    ).replacing("native.mse", with: "native.rmse").replacing(
      "updates: 200,", with: "updates: 50, save_weights: last,")
    try sluice.write(text, to: "small.yaml")
    let run = try sluice.run(
      "run", "small.yaml", "--set", "question=Is this 'whole'?", "--quiet", "--out", "r")
    try #require(run.status == 0, "\(run.messages)")
  }

  private static var root: URL {
    here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  private func entities(_ folder: String = "r") throws -> [String: JSON] {
    let crate = try JSON(Array(sluice.read("\(folder)/ro-crate-metadata.json").utf8))
    var entities: [String: JSON] = [:]
    for entity in crate["@graph"]?.items ?? [] {
      let id = try #require(entity["@id"]?.string)
      #expect(entities.updateValue(entity, forKey: id) == nil, "\(id) is there twice")
    }
    return entities
  }

  /// The ids that an entity refers to under a name.
  private func references(_ entity: JSON?, _ name: String) -> [String] {
    guard let value = entity?[name] else { return [] }
    return (value["@id"].map { _ in [value] } ?? value.items).compactMap { $0["@id"]?.string }
  }

  @Test func theCommandIsAnActionOnTheFolder() throws {
    let entities = try entities()
    #expect(
      references(entities["ro-crate-metadata.json"], "conformsTo") == ["https://w3id.org/ro/crate/1.1"])
    let root = entities["./"]
    #expect(references(root, "conformsTo") == ["https://w3id.org/ro/wfrun/process/0.5"])
    let action = try #require(references(root, "mentions").first.flatMap { entities[$0] })
    #expect(action["@type"]?.string == "CreateAction" && action["name"]?.string == "sluice run")
    #expect(
      action["description"]?.string
        == #"sluice run small.yaml --set 'question=Is this '\''whole'\''?' --quiet --out r"#)
    let (start, end) = (action["startTime"]?.string ?? "", action["endTime"]?.string ?? "")
    #expect(start <= end && start.hasSuffix("+00:00") && start.count == 25)
    #expect(action["actionStatus"]?.string == "http://schema.org/CompletedActionStatus")
    let program = references(action, "instrument").compactMap { entities[$0] }
    #expect(program.map { $0["name"]?.string } == ["Sluice"])
    #expect(program.map { $0["softwareVersion"]?.string } == ["0.1.0"])
    let objects = references(action, "object").compactMap { entities[$0]?["name"]?.string }
    #expect(objects == ["experiment.yaml", "my counts.csv"])
    let results = Set(references(action, "result"))
    #expect(
      results.isSuperset(of: [
        "runs.csv", "measurements.csv", "gates.csv", "summary.csv", "comparisons.csv", "timings.csv",
        "manifest.json", "datapackage.json", "provenance.json",
      ]))
    #expect(results.count { $0.hasPrefix("weights/") && $0.hasSuffix(".safetensors") } == 3)
    #expect(Set(references(root, "hasPart")) == results.union(references(action, "object")))
  }

  @Test func everyFileIsThereWithItsBytes() throws {
    let files = try entities().filter { $0.value["@type"]?.string == "File" }
    #expect(files.count >= 14)
    for (id, file) in files {
      let path = try #require(id.removingPercentEncoding)
      let found = try sluice.shell("sha256sum 'r/\(path)'").output.prefix(64)
      #expect(file["sha256"]?.string == String(found), "\(id)")
      if let size = file["contentSize"]?.string {
        #expect(try Data(contentsOf: URL(fileURLWithPath: sluice["r/\(path)"])).count == Int(size))
      }
    }
    #expect(files["runs.csv"]?["encodingFormat"]?.string == "text/csv")
    #expect(files["experiment.yaml"]?["encodingFormat"]?.string == "application/yaml")
  }

  @Test func theLicenceOfShippedDataIsKnown() throws {
    let entities = try entities()
    let data = try #require(entities.first { $0.key.hasPrefix("data/") }?.value)
    #expect(references(data, "license") == ["https://creativecommons.org/licenses/by/4.0/"])
    let source = references(data, "citation").compactMap { entities[$0] }
    #expect(source.map { $0["@type"]?.string } == ["ScholarlyArticle"])
  }

  @Test func noReferenceLeadsNowhere() throws {
    let entities = try entities()
    // The specification is known by its address alone.
    let known = Set(entities.keys).union(["https://w3id.org/ro/crate/1.1"])
    func check(_ value: JSON) {
      if case .object(let members) = value {
        if members.count == 1, let id = value["@id"]?.string { #expect(known.contains(id), "\(id)") }
        for (_, member) in members { check(member) }
      }
      for item in value.items { check(item) }
    }
    for entity in entities.values { check(entity) }
  }

  @Test func itIsWrittenAnewAndIsNotStable() throws {
    #expect(try sluice.run("export", "r").status == 0)
    #expect(try entities()["#command"]?["name"]?.string == "sluice export")
    #expect(try !sluice.read("r/manifest.json").contains("ro-crate-metadata.json"))
    #expect(try sluice.run("verify", "r", "--quiet").status == 0)
  }

  @Test func aTraceHasOneToo() throws {
    let example = Self.root.appendingPathComponent("Experiments/worked-example/experiment.yaml").path
    try #require(sluice.run("trace", example, "--out", "t").status == 0)
    let entities = try entities("t")
    #expect(references(entities["#command"], "result").contains("trace.csv"))
    #expect(entities["#command"]?["name"]?.string == "sluice trace")
    #expect(try sluice.run("trace", "t").output == sluice.read("t/trace.csv"))
  }

  /// A Python with the packages of `requirements.txt`: that of `make crate`, or the first on the path.
  private static let python: String? = [
    root.appendingPathComponent(".venv-crate/bin/python").path, "python3",
  ]
  .first { python in
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", "import rocrate, rocrate_validator"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test(
    .enabled(if: Self.python != nil, "needs roc-validator and rocrate from PyPI: `make crate` installs them"))
  func aValidatorHasNoObjection() throws {
    let script = Self.here.appendingPathComponent("validate.py").path
    let result = try sluice.shell("'\(Self.python ?? "")' '\(script)' r")
    #expect(result.status == 0, "\(result.output)\(result.messages)")
    // It does object to what is wrong.
    let crate = try sluice.read("r/ro-crate-metadata.json")
    try sluice.write(crate.replacing("\"instrument\"", with: "\"tool\""), to: "r/ro-crate-metadata.json")
    let wrong = try sluice.shell("'\(Self.python ?? "")' '\(script)' r")
    #expect(wrong.status == 1 && wrong.output.contains("instrument"))
  }
}
