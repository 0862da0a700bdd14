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

  /// Where the runtime gets no thread it would wait for ever.
  @Test func stacksOfThreadsDoNotFit() throws {
    let result = try sluice.shell(
      "ulimit -s 1000000; ulimit -v 2000000; exec \"$SLUICE\" run small.yaml --out r")
    #expect(result.status == 74)
    let limit = "raise the limit on address space (ulimit -v), or lower the one on stacks (ulimit -s)"
    #expect(result.messages.hasPrefix("cannot start "))
    #expect(result.messages.hasSuffix(" threads: Cannot allocate memory; \(limit)\n"))
  }

  @Test(
    .enabled(
      if: boundByThreads != nil, "root is bound by no limit on threads, and cannot be another user here"))
  func tooFewThreadsMayBeStarted() throws {
    let user = try #require(Self.boundByThreads)
    let result = try sluice.shell("chmod 777 .; ulimit -u 1; exec \(user) \"$SLUICE\" run small.yaml --out r")
    #expect(result.status == 74)
    let limit = "raise the limit on processes and threads (ulimit -u, or the container's own)"
    #expect(result.messages.hasPrefix("cannot start "))
    #expect(result.messages.hasSuffix(" threads: Resource temporarily unavailable; \(limit)\n"))
  }

  /// What makes a command run as somebody whom limits on threads bind: nothing for a user, `setpriv` for root.
  private static let boundByThreads: String? = {
    if getuid() != 0 { return "" }
    let other = "setpriv --reuid 65533 --clear-groups"
    return (try? SluiceProcess().shell("\(other) test -x \"$SLUICE\"").status) == 0 ? other : nil
  }()

  /// Where a trial is over before it has seen a pass there is no time to estimate, and the reason is named.
  @Test func aTrialThatIsTooShort() throws {
    let file = Experiment.root + "/certificate/two-units.yaml"
    let result = try sluice.run("plan", file, "--trial", "0.01")
    #expect(result.status == 0)
    #expect(
      result.messages.hasPrefix(
        "warning: how long runs take is not known: none of them got past the exact gradient, with which each begins, in "
      ))
    #expect(result.messages.hasSuffix(" of trial; try a longer one, such as --trial 1\n"))
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
