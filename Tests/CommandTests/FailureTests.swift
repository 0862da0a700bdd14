import Foundation
import Testing

/// What goes wrong outside, with its exit status and the file's name.
@Suite struct FailureTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  @Test func aFullDeviceIsNotSuccess() throws {
    for arguments in ["list", "schema", "--help", "plan small.yaml", "--version"] {
      let result = try sluice.shell("\"$SLUICE\" \(arguments) > /dev/full")
      #expect(result.status == 74, "\(arguments)")
      #expect(result.messages == "cannot write 'standard output': No space left on device\n")
    }
  }

  @Test func aFolderThatCannotBeMade() throws {
    try sluice.write("", to: "file")
    let result = try sluice.run("run", "small.yaml", "--out", "file/inside")
    #expect(result.status == 73)
    #expect(result.messages == "cannot create 'file/inside': Not a directory\n")
  }

  /// A limit on the size of files stands for a full disk: it needs no mount and no rights.
  @Test(arguments: [1, 2, 4, 8, 16, 64]) func aDiskThatFillsUp(kibibytes: Int) throws {
    let full = try sluice.shell(
      "trap '' XFSZ; ulimit -f \(kibibytes); exec \"$SLUICE\" run small.yaml --quiet --out r 2> message")
    #expect(full.status == 74)
    // A run that is stopped beside the one that failed may have had to say that its state cannot be kept.
    let message = try #require(try sluice.read("message").split(separator: "\n").last)
    #expect(message.hasPrefix("cannot write 'r/") && message.hasSuffix("': File too large"))
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    #expect(try sluice.run("run", "small.yaml", "--out", "reference").status == 0)
    #expect(try SmallExperiment.digests(sluice["r"]) == SmallExperiment.digests(sluice["reference"]))
    let names = try FileManager.default.subpathsOfDirectory(atPath: sluice["r"])
    #expect(!names.contains { $0.split(separator: "/").last?.hasPrefix(".tmp-") == true })
  }

  /// What the runtime would trap at is said before it begins.
  @Test(arguments: [4, 8, 15]) func tooFewFilesMayBeOpen(limit: Int) throws {
    let result = try sluice.shell("ulimit -n \(limit); exec \"$SLUICE\" run small.yaml --out r")
    #expect(result.status == 74)
    #expect(
      result.messages
        == "cannot open 16 files: Too many open files; raise the limit on open files (ulimit -n)\n")
  }

  /// Read as text, a name that is none would be another's.
  @Test func namesThatAreNoText() throws {
    let result = try sluice.shell("exec \"$SLUICE\" run small.yaml --out $'r\\xff'")
    #expect(result.status == 64)
    #expect(result.messages == "argument 4 is 'r\u{FFFD}', which is not UTF-8; give the file another name\n")
    #expect(try sluice.shell("ls -d r* 2> /dev/null").output == "")
  }

  @Test func somebodyElsesFileIsNotWrittenOver() throws {
    #expect(try sluice.shell("mkdir notes && echo mine > notes/experiment.yaml").status == 0)
    let result = try sluice.run("run", "small.yaml", "--out", "notes")
    #expect(result.status == 73)
    #expect(
      result.messages
        == "'notes/experiment.yaml' would be overwritten, and its folder holds no records of this experiment; "
        + "choose another folder with --out\n")
    #expect(try sluice.read("notes/experiment.yaml") == "mine\n")
  }

  @Test func aReaderOfMessagesThatGoesAwayDoesNotStopTheWork() throws {
    let result = try sluice.shell(
      "\"$SLUICE\" run small.yaml --out r 2>&1 | head -n 1; exit ${PIPESTATUS[0]}")
    #expect(result.status == 0)
    #expect(try sluice.read("r/runs.csv").split(separator: "\n").count == 13)
  }

  @Test func missingInput() throws {
    let file = try sluice.run("run", "none.yaml")
    #expect(file.status == 66)
    #expect(file.messages == "cannot read 'none.yaml': No such file or directory\n")
    let folder = try sluice.run("compare", "none")
    #expect(folder.status == 66)
    #expect(folder.messages == "'none' holds no results: there is no plan in it\n")
    try sluice.write(
      SmallExperiment.text.replacing(
        "{kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}",
        with: "{kind: forecast, data: none.csv, window: 2, horizon: 1}"), to: "data.yaml")
    let data = try sluice.run("plan", "data.yaml")
    #expect(data.status == 66)
    #expect(data.messages.contains("none.csv"))
  }

  @Test func badExperiment() throws {
    let result = try sluice.run("plan", "small.yaml", "--set", "training.update=3")
    #expect(result.status == 65)
    #expect(result.messages.hasPrefix("--set training.update=3: training.update: is not a key here"))
  }

  @Test func aNewFileIsNotWrittenOver() throws {
    #expect(try sluice.run("new", "first").status == 0)
    let again = try sluice.run("new", "first")
    #expect(again.status == 73)
    #expect(again.messages == "cannot create 'first.yaml': File exists\n")
    #expect(try sluice.run("plan", "first.yaml").status == 0)
  }

  @Test func aNewFileThatDoesNotFitIsNotLeftInPart() throws {
    let full = try sluice.shell("trap '' XFSZ; ulimit -f 1; exec \"$SLUICE\" new first 2> message")
    #expect(full.status == 74)
    #expect(try sluice.read("message") == "cannot write 'first.yaml': File too large\n")
    #expect(try sluice.run("new", "first").status == 0)
    #expect(try sluice.run("plan", "first.yaml").status == 0)
  }

  @Test(arguments: [
    (
      ["SLUICE_KERNELS": "fast"],
      "SLUICE_KERNELS is 'fast', but no kernels have this name; allowed here are auto, portable"
    ),
    (
      ["SLUICE_KERNELS": "AVX2"],
      "SLUICE_KERNELS is 'AVX2', but no kernels have this name; allowed here are auto, portable"
    ),
  ])
  func unknownKernels(environment: [String: String], message: String) throws {
    let result = try sluice.run("list", environment: environment)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.messages.hasPrefix(message))
  }
}
