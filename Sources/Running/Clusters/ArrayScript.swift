/// A job-array script for Slurm: the runs of an experiment in tasks of one share each, all in one results folder.
///
/// Every task is `sluice run --shard i/n` into the same folder, where several writers do no harm and a run that two tasks do is kept once.
/// So nothing has to be told a task that begins anew: it goes on from the records that are there.
public struct ArrayScript: Sendable, Hashable {
  /// An option of `sbatch`: `--partition=long`.
  public struct Option: Sendable, Hashable {
    /// `partition`.
    let name: String
    /// `long`; a word without spaces and quotes, for Slurm reads the script's first lines by rules of its own.
    let value: String

    /// An option.
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// The experiment's name: letters, digits, `.`, `_` and `-`.
  let name: String
  /// Runs of the experiment.
  let runs: Int
  /// Tasks of the array.
  let tasks: Int
  /// Whether an array of as many tasks comes before, which tries settings.
  let tunes: Bool
  /// Tasks at once; `nil` for as many as the cluster gives.
  let arrayLimit: Int?
  /// Runs at once in a task.
  let jobs: Int
  /// The time of a task.
  let time: SlurmTime
  /// What holds for tasks and for the job that writes the tables alike: memory, partition, account.
  let options: [Option]
  /// The folder that paths are relative to.
  let folder: String
  /// The command `sluice`.
  let command: String
  /// The experiment file.
  let file: String
  /// The arguments of `--set`.
  let overrides: [String]
  /// The results folder.
  let out: String

  /// A script.
  ///
  /// - Parameters:
  ///   - name: the experiment's name.
  ///   - runs: its runs.
  ///   - tasks: tasks of the array.
  ///   - tunes: whether an array of as many tasks comes before, which tries settings.
  ///   - arrayLimit: tasks at once; `nil` for as many as the cluster gives.
  ///   - jobs: runs at once in a task.
  ///   - time: the time of a task.
  ///   - options: more options of `sbatch`.
  ///   - folder: the folder that paths are relative to.
  ///   - command: the command `sluice`.
  ///   - file: the experiment file.
  ///   - overrides: the arguments of `--set`.
  ///   - out: the results folder.
  public init(
    name: String, runs: Int, tasks: Int, tunes: Bool = false, arrayLimit: Int?, jobs: Int, time: SlurmTime,
    options: [Option],
    folder: String, command: String, file: String, overrides: [String], out: String
  ) {
    self.name = name
    self.runs = runs
    self.tasks = tasks
    self.tunes = tunes
    self.arrayLimit = arrayLimit
    self.jobs = jobs
    self.time = time
    self.options = options
    self.folder = folder
    self.command = command
    self.file = file
    self.overrides = overrides
    self.out = out
  }

  /// Seconds before the end of the time at which a task is told to stop: two minutes, or a quarter of a short time.
  var warningSeconds: Int { min(120, time.seconds / 4) }

  /// What the first lines of the script ask of Slurm for a task.
  var directives: [Option] {
    let limit = arrayLimit.map { "%\($0)" } ?? ""
    return [
      Option("job-name", name), Option("array", "1-\(tasks)\(limit)"), Option("ntasks", "1"),
      Option("cpus-per-task", "\(jobs)"), Option("time", time.text),
    ] + options + [Option("signal", "B:TERM@\(warningSeconds)"), Option("open-mode", "append")]
  }
}
