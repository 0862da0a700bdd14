import Foundation
import Testing

/// Help and usage errors, word for word: people and scripts read them.
///
/// The texts lie in `Help`; after an intended change, `SLUICE_RECORD_HELP=1 swift test …` writes them anew.
@Suite struct HelpTests {
  let sluice = SluiceProcess()

  @Test(arguments: [
    "", "run", "plan", "calibrate", "status", "export", "compare", "report", "figure", "merge", "verify",
    "cite", "trace",
    "list", "new",
    "slurm",
    "schema",
  ])
  func help(command: String) throws {
    let result = try command.isEmpty ? sluice.run("--help") : sluice.run(command, "--help")
    #expect(result.status == 0)
    #expect(result.messages == "")
    #expect(result.output.contains("Example:\n"))
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Help/\(command.isEmpty ? "sluice" : command).txt")
    if ProcessInfo.processInfo.environment["SLUICE_RECORD_HELP"] == "1" {
      try Data(result.output.utf8).write(to: file)
    }
    #expect(try result.output == String(contentsOf: file, encoding: .utf8))
  }

  @Test(arguments: [
    (["run"], "Error: Missing expected argument '<file>'"),
    (["fly"], "Error: Unexpected argument 'fly'"),
    (["run", "x.yaml", "--jobs", "0"], "Error: --jobs is 0; at least 1 is needed"),
    (["run", "x.yaml", "--threads", "0"], "Error: --threads is 0; at least 1 is needed"),
    (["run", "x.yaml", "--jobs", "two"], "Error: The value 'two' is invalid for '--jobs <n>'"),
    (
      ["run", "x.yaml", "--shard", "3/2"],
      "Error: --shard is '3/2'; expected i/n with 1 ≤ i ≤ n, such as 2/8"
    ),
    (["run", "x.yaml", "--sett", "a=1"], "Error: Unknown option '--sett'. Did you mean '--set'?"),
    (
      ["new", "a/b"],
      "Error: 'a/b' cannot be a name; expected letters, digits, '.', '_' and '-', starting with a letter or digit"
    ),
    (
      ["status", "x", "--interval", "0"],
      "Error: --interval is 0.0; expected 0 < s ≤ 86400"
    ),
    (
      ["cite", "x", "--format", "ris"],
      "Error: The value 'ris' is invalid for '--format <format>'. Please provide one of 'text' and 'bibtex'."
    ),
    (["plan", "x.yaml", "--trial", "3601"], "Error: --trial is 3601.0; expected seconds from 0 to 3600"),
    (["slurm", "x.yaml", "--tasks", "0"], "Error: --tasks is 0; at least 1 is needed"),
    (["slurm", "x.yaml", "--tasks", "4", "--jobs", "0"], "Error: --jobs is 0; at least 1 is needed"),
    (
      ["slurm", "x.yaml", "--tasks", "4", "--time", "2 h"],
      "Error: --time is '2 h'; expected minutes, hours:minutes:seconds or days-hours, such as 90, 1:30:00 or 2-12"
    ),
    (
      ["slurm", "x.yaml", "--tasks", "4", "--mem", "2GB"],
      "Error: --mem is '2GB'; expected megabytes or a number with K, M, G or T, such as 4G"
    ),
    (
      ["slurm", "x.yaml", "--tasks", "4", "--partition", "a b"],
      "Error: --partition is 'a b'; expected letters, digits and _ . , : + @ -"
    ),
    (["merge"], "Error: Missing expected argument '<dir> ...'"),
    (["merge", "a", "b"], "Error: Missing expected argument '--out <dir>'"),
  ])
  func usageErrors(arguments: [String], message: String) throws {
    let process = try sluice.start(arguments)
    let result = try sluice.finish(process)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.messages.split(separator: "\n").first.map(String.init) == message)
  }

  @Test func theVersionIsAVersion() throws {
    #expect(try sluice.run("--version").output == "0.1.0\n")
  }

  @Test func listsNameEverything() throws {
    let all = try sluice.run("list")
    #expect(all.status == 0)
    for word in ["bernoulli", "straight_through_identity", "forecast", "philox4x32-10", "vanilla", "adam"] {
      #expect(all.output.contains("  \(word)\n"), "\(word)")
    }
    let policies = try sluice.run("list", "policies").output
    #expect(policies.contains("g = σ(z/temperature)") && !policies.contains("mt19937"))
    #expect(try sluice.run("list", "polices").status == 64)
  }
}
