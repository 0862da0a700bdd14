import ArgumentParser
import Planning
import Running

/// `sluice slurm`.
struct SlurmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slurm",
    abstract: "Print a script that does an experiment's runs as a job array on a Slurm cluster.",
    discussion: """
      Each task does a share of the runs, all into one results folder on a file system that the nodes have in common. A task whose time is \
      nearly up, or whose node fails, goes back into the queue and goes on where it was. `bash SCRIPT` submits the tasks and a job that \
      writes the tables when they have ended; `sluice status DIR` shows on the login node how far they are. Time and memory are asked \
      for as `sluice plan` estimates them, with twice the time and half as much memory again.

      Example:
        sluice slurm study.yaml --tasks 50 --partition long > study.sbatch && bash study.sbatch
      """)

  @OptionGroup var experiment: ExperimentArguments

  @Option(help: ArgumentHelp("Tasks of the array, which share the runs evenly.", valueName: "n"))
  var tasks: Int

  @Option(help: ArgumentHelp("Runs at once in each task, and processors asked for.", valueName: "n"))
  var jobs = 1

  @Option(
    help: ArgumentHelp("The time of a task, as Slurm takes it (default: by an estimate).", valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("The memory of a task, such as 4G (default: by arithmetic).", valueName: "size"))
  var mem: String?

  @Option(help: ArgumentHelp("The partition.", valueName: "name"))
  var partition: String?

  @Option(help: ArgumentHelp("The account.", valueName: "name"))
  var account: String?

  @Option(help: ArgumentHelp("Tasks at once (default: as many as the cluster gives).", valueName: "n"))
  var arrayLimit: Int?

  @Option(help: ArgumentHelp("The results folder (default: results/<name>).", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Seconds that trying some runs may take, where --time is left out.", valueName: "seconds"))
  var trial = 1.0

  func validate() throws {
    for (name, value) in [("tasks", tasks), ("jobs", jobs), ("array-limit", arrayLimit ?? 1)] where value < 1
    {
      throw ValidationError("--\(name) is \(value); at least 1 is needed")
    }
    if let time, SlurmTime(time) == nil {
      throw ValidationError(
        "--time is '\(time)'; expected minutes, hours:minutes:seconds or days-hours, such as 90, 1:30:00 or 2-12"
      )
    }
    if let mem, mem.wholeMatch(of: /[0-9]+[KMGT]?/) == nil {
      throw ValidationError("--mem is '\(mem)'; expected megabytes or a number with K, M, G or T, such as 4G")
    }
    for (name, value) in [("partition", partition), ("account", account)] {
      if let value, value.wholeMatch(of: /[A-Za-z0-9_.,:+@-]+/) == nil {
        throw ValidationError("--\(name) is '\(value)'; expected letters, digits and _ . , : + @ -")
      }
    }
    try TimeEstimate.validate(trial: trial)
  }

  func run() async throws {
    let context = CommandContext.current
    let loaded = try context.experiment(experiment.file, overrides: experiment.overrides)
    let plan = try context.plan(loaded)
    let tasks = min(tasks, max(plan.runs.count, plan.comparedRuns))
    if tasks < self.tasks {
      context.console.message("--tasks \(tasks) instead of \(self.tasks): there are no more runs")
    }
    let asked = time.flatMap { SlurmTime($0) }
    let estimate = asked == nil ? try await estimate(plan) : nil
    let limits = TaskLimits(plan, estimate, tasks: tasks, jobs: jobs)
    let options =
      [.init("mem", mem ?? limits.slurmMemory)]
      + (partition.map { [ArrayScript.Option("partition", $0)] } ?? [])
      + (account.map { [ArrayScript.Option("account", $0)] } ?? [])
    let script = ArrayScript(
      name: loaded.name, runs: plan.comparedRuns + (plan.tuning?.runCount ?? 0), tasks: tasks,
      tunes: plan.tuning != nil,
      arrayLimit: arrayLimit, jobs: jobs,
      time: asked ?? limits.time, options: options, folder: try Files.workingFolder(),
      command: try Files.resolved("/proc/self/exe"), file: experiment.file, overrides: experiment.overrides,
      out: out ?? "results/\(loaded.name)")
    try context.console.data(script.text)
  }

  /// How long the runs take here.
  private func estimate(_ plan: ExperimentPlan) async throws -> TimeEstimate {
    guard trial > 0 else { throw UsageError("--time is needed where --trial is 0") }
    // What does not fit on this machine is not tried here, and may fit on a node.
    let jobs = (try? Concurrency(for: plan, jobs: nil, threads: 1))?.jobs ?? 1
    let estimate = try await TimeEstimate.trying(plan, jobs: jobs, seconds: trial)
    guard let estimate else {
      throw UsageError("\(TimeEstimate.tooShort(trial, plan)), or say the time of a task with --time")
    }
    return estimate
  }
}
