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

  @Test func aKindWithoutAStarterIsRefused() throws {
    let result = try sluice.run("new", "a", "--kind", "trian")
    #expect(result.status == 64)
    #expect(result.messages.contains("did you mean 'train'?"), "\(result.messages)")
  }
}
