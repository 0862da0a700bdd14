import Foundation
import Running
import TestSupport
import Testing

/// The script for Slurm: its first lines, and what it does in a shell where Slurm's commands are stand-ins that tell how they were called.
///
/// `Tests/Reliability` has it on a real Slurm.
@Suite struct ArrayScriptTests {
  let folder = TemporaryFolder()
  /// What a shell might trip over.
  private static let hostile = "it's \"so\" $HOME `id` \\ *\n#SBATCH é"

  private func script(
    limit: Int? = nil, time: String = "1:00:00", file: String = "study.yaml", overrides: [String] = [],
    out: String = "results/study"
  ) throws -> ArrayScript {
    ArrayScript(
      name: "study", runs: 30, tasks: 8, arrayLimit: limit, jobs: 2, time: try #require(SlurmTime(time)),
      options: [.init("mem", "512M"), .init("partition", "long")], folder: folder.path,
      command: folder["sluice 1"], file: file, overrides: overrides, out: out)
  }

  @Test func theFirstLines() throws {
    let text = try script(limit: 4).text
    #expect(
      text.hasPrefix(
        """
        #!/bin/bash
        #SBATCH --job-name=study
        #SBATCH --array=1-8%4
        #SBATCH --ntasks=1
        #SBATCH --cpus-per-task=2
        #SBATCH --time=1:00:00
        #SBATCH --mem=512M
        #SBATCH --partition=long
        #SBATCH --signal=B:TERM@120
        #SBATCH --open-mode=append
        #SBATCH --requeue

        # 30 runs of study in 8 tasks, made by `sluice slurm`.
        """))
    // A short time leaves a quarter of it; nothing that a person names can be a line for Slurm.
    let short = try script(time: "2", overrides: ["question=\(Self.hostile)"]).text
    #expect(short.contains("\n#SBATCH --signal=B:TERM@30\n"))
    let code = try #require(short.firstRange(of: "\nfolder="))
    #expect(short[code.upperBound...].contains("\n#SBATCH"))
  }

  /// Slurm reads options up to the first command, bash reads the rest.
  @Test func shellsFindNothingWrong() throws {
    try write("script", script(file: Self.hostile, overrides: [Self.hostile], out: Self.hostile).text)
    #expect(try shell("bash -n script") == "")
    guard try shell("command -v shellcheck || true") != "" else {
      return print("skipped: shellcheck is not installed (Debian: shellcheck)")
    }
    try write("script", script(file: "a study.yaml", overrides: ["question=it's"], out: "my results").text)
    #expect(try shell("shellcheck script") == "")
  }

  @Test(arguments: ["study.yaml", hostile])
  func aTaskRunsItsShare(name: String) throws {
    try prepare(script(file: name, overrides: ["question=\(name)", "replicates=3"], out: name))
    #expect(
      try task() == ["run", name, "--set", "question=\(name)", "--set", "replicates=3"] + [
        "--out", name, "--jobs", "2", "--shard", "3/8", "", "exit 0", "",
      ])
  }

  /// What ended the run, how often the task has begun anew, its state, and whether it goes back into the queue.
  @Test(arguments: [
    (75, 0, "RUNNING", true), (75, 999, "RUNNING", true), (75, 1000, "RUNNING", false),
    (75, 0, "COMPLETING", false), (75, 0, "", false), (74, 2, "RUNNING", true), (74, 3, "RUNNING", false),
    (137, 0, "RUNNING", true), (137, 3, "RUNNING", false), (65, 0, "RUNNING", false),
    (0, 0, "RUNNING", false),
  ])
  func whatGoesBackIntoTheQueue(status: Int, restarts: Int, state: String, isRequeued: Bool) throws {
    try prepare(script())
    let lines = try task("STATUS=\(status) SLURM_RESTART_COUNT=\(restarts) STATE='\(state)'")
    #expect(lines.contains("exit \(status)"))
    #expect(lines.contains("requeue 41_3") == isRequeued)
  }

  /// The script waits for the run that it tells to stop, and ends as that does.
  @Test func aSignalReachesTheRun() throws {
    try prepare(script())
    try write(
      "sluice 1", "#!/bin/bash\ntrap 'echo told; exit 75' TERM\ntouch begun\nsleep 60 &\nwait\n",
      isProgram: true)
    let said = try shell(
      "SLURM_ARRAY_JOB_ID=41 SLURM_ARRAY_TASK_ID=3 STATE=RUNNING bash script > said & job=$!; "
        + "while [ ! -e begun ]; do sleep 0.01; done; kill -TERM $job; wait $job; echo \"exit $?\"; cat said")
    #expect(said == "exit 75\ntold\nrequeue 41_3\n")
  }

  /// Outside an array the script submits itself, and a job behind it.
  @Test(arguments: ["results/study", hostile])
  func itSubmitsItself(out: String) throws {
    try prepare(script(out: out))
    #expect(try shell("bash script") == "job 41 runs study, and job 42 writes its tables\n")
    #expect(try read("submitted-41") == "--parsable script")
    #expect(
      try read("submitted-42")
        == "--parsable --dependency=afterany:41 --job-name=study-tables --time=1:00:00 --mem=512M --partition=long --requeue"
    )
    #expect(try words(shell("bash tables")) == ["merge", out, "--out", out, ""])
    #expect(try words(shell("bash script status")) == ["status", out, ""])
  }

  // MARK: Stand-ins

  /// The script, and commands that say how they were called.
  private func prepare(_ script: ArrayScript) throws {
    try write("script", script.text)
    try write("sluice 1", "#!/bin/bash\nprintf '%s\\0' \"$@\"\nexit ${STATUS:-0}\n", isProgram: true)
    try write("squeue", "#!/bin/bash\n[ \"$*\" = '-h -j 41_3 -o %T' ] && echo \"$STATE\"\n", isProgram: true)
    try write("scontrol", "#!/bin/bash\necho \"$@\"\n", isProgram: true)
    try write(
      "sbatch",
      """
      #!/bin/bash
      if [[ $* = *dependency* ]]; then
        job=42
        cat > tables
      else
        job=41
      fi
      printf '%s' "$*" > submitted-$job
      echo "$job;cluster"

      """, isProgram: true)
  }

  /// What the third task says, word by word.
  private func task(_ variables: String = "") throws -> [String] {
    try words(
      shell("SLURM_ARRAY_JOB_ID=41 SLURM_ARRAY_TASK_ID=3 \(variables) bash script; printf '\\0exit %s\\0' $?")
    )
  }

  private func words(_ text: String) -> [String] {
    text.replacing("requeue 41_3\n", with: "requeue 41_3\0")
      .split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
  }

  private func write(_ name: String, _ text: String, isProgram: Bool = false) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder[name]))
    if isProgram { chmod(folder[name], 0o755) }
  }

  private func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder[name], encoding: .utf8)
  }

  /// What a line of bash says, in the folder and with its commands first.
  private func shell(_ line: String) throws -> String {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SLURM_") }
    environment["PATH"] = "\(folder.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
    process.environment = environment
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
