import Testing

/// `sluice new` writes files that run as they are.
@Suite struct NewTests {
  private let sluice = SluiceProcess()

  @Test func everyKindRuns() throws {
    #expect(try sluice.run("new", "first").status == 0)
    let train = try sluice.run(
      "run", "first.yaml", "--quiet", "--set", "training.save_weights=selected", "--set",
      "training.updates=2",
      "--set", "replicates=2")
    #expect(train.status == 0, "\(train.messages)")
    for (kind, command, table) in [
      ("evaluate", "run", "comparisons"), ("simulate", "run", "gates"), ("certify", "run", "certificate"),
      ("variance", "run", "variance"), ("calibrate", "calibrate", "calibration"),
      ("trace", "trace", "trace"),
    ] {
      #expect(try sluice.run("new", kind, "--kind", kind).status == 0)
      let less: [String] =
        switch kind {
        case "certify": ["--set", "certify.samples=100"]
        case "calibrate": ["--comparisons", "2", "--out", "results/calibrate"]
        case "variance": ["--set", "training.updates=2", "--set", "replicates=2"]
        case "simulate": ["--set", "replicates=2", "--set", "simulation.sequences=2"]
        case "evaluate": ["--set", "evaluation.samples=2"]
        default: []
        }
      let result = try sluice.finish(sluice.start([command, "\(kind).yaml"] + less))
      #expect(result.status == 0, "\(result.messages)")
      #expect(try sluice.read("results/\(kind)/\(table).csv").contains("\n"))
    }
  }

  /// A task of each kind of target runs as its starter has it, with less of everything.
  @Test(arguments: ["copy", "frequency", "delayed_xor", "one_gate"]) func tasksRun(task: String) throws {
    #expect(try sluice.run("new", "a", "--task", task).status == 0)
    let run = try sluice.run(
      "run", "a.yaml", "--quiet", "--set", "training.updates=2", "--set", "replicates=2", "--set",
      "evaluation.every=1")
    #expect(run.status == 0, "\(run.messages)")
    #expect(try sluice.run("compare", "results/a").output.contains("bernoulli"))
  }

  /// A task that needs a file says so when it is written, and when it is planned.
  @Test func aFileThatIsMissing() throws {
    let written = try sluice.run("new", "story", "--task", "characters")
    #expect(
      written.messages
        == "'story.yaml' is written; it needs a file of yours in the place of 'text.txt': a text in UTF-8, also packed by gzip; "
        + "`sluice plan story.yaml` checks it, `sluice run story.yaml` runs it\n")
    let plan = try sluice.run("plan", "story.yaml")
    #expect(plan.status == 66)
    let lines = plan.messages.split(separator: "\n")
    #expect(
      lines.first?.hasSuffix(
        ": task.data: text.txt: there is no such file (looked for './text.txt'); expected a text in UTF-8, also packed by gzip"
      ) == true,
      "\(plan.messages)")
    try sluice.write(String(repeating: "to be or not to be, ", count: 200), to: "text.txt")
    let again = try sluice.run("plan", "story.yaml", "--trial", "0")
    #expect(again.status == 0 && again.output.contains("characters 4000"), "\(again.messages)")
  }

  @Test func aTaskThatIsNoneIsRefused() throws {
    let result = try sluice.run("new", "a", "--task", "cpoy")
    #expect(result.status == 64)
    #expect(
      result.messages.hasPrefix(
        "--task is 'cpoy', which is no task (did you mean 'copy'?); expected one of forecast, sequences, ")
        && result.messages.hasSuffix("epidemic, one_gate\n"), "\(result.messages)")
    let trace = try sluice.run("new", "a", "--kind", "trace", "--task", "copy")
    #expect(trace.status == 64)
    #expect(
      trace.messages
        == "--task is 'copy', and --kind 'trace' has a task of its own; --task goes with train, simulate\n")
  }

  @Test func aKindWithoutAStarterIsRefused() throws {
    let result = try sluice.run("new", "a", "--kind", "trian")
    #expect(result.status == 64)
    #expect(result.messages.contains("did you mean 'train'?"), "\(result.messages)")
  }
}
