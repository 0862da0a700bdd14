import ArgumentParser
import Benchmarks
import Glibc
import Planning
import Running

/// `sluice-bench runner`: what a run costs when it has nothing to do.
struct RunnerBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "runner",
    abstract: "The cost of a run with next to no work, of resuming, and of starting the command.",
    discussion: """
      Times of the processor, all threads together, but where the clock is named. The overhead of a run is what it takes beyond fsync and \
      the training itself, which its record times. `fsync` is what making a group of records durable \
      takes, file and folder: it is part of `run`. A folder in memory, such as `/dev/shm`, shows what the runner itself takes. The \
      scan reads every record, as each command on a results folder does first; its memory is what the process has had at most by then.

      Example: sluice-bench runner --runs 1000 --folder results --command .build/release/sluice
      """)

  @Option(parsing: .upToNextOption, help: "Runs in a sweep.") var runs = [1000, 100_000]
  @Option(help: ArgumentHelp("Where results are written for the time being.", valueName: "dir"))
  var folder = "/tmp"
  @Option(help: ArgumentHelp("The command `sluice`, to time its start.", valueName: "file")) var command:
    String?
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard runs.allSatisfy({ (1...1_000_000).contains($0) }) else {
      throw ValidationError("a sweep has 1 to 1000000 runs")
    }
  }

  func measure(_ show: (Report) throws -> Void) async throws {
    for count in runs { try show(await sweep(of: count)) }
    if let command { try show(start(command)) }
  }

  /// A sweep from nothing to its tables.
  private func sweep(of count: Int) async throws -> Report {
    let home = try TemporaryFolder(in: folder)
    var report = Report("runner", title: "\(count) runs with next to no work, one at a time")
    var sweep: BenchSweep?
    let planning = try await Stopwatch.span {
      sweep = try BenchSweep(BenchSweep.empty, replicates: count, in: home["results"])
    }
    guard let sweep else { return report }
    func add(_ case: String, _ span: Stopwatch.Span, each: Int) {
      let name = "\(count) runs: \(`case`)"
      report.add(name, "processor", span.processor / Double(each) * 1e3, "ms")
      report.add(name, "clock", span.wall / Double(each) * 1e3, "ms")
    }
    add("plan, in all", planning, each: 1)
    let running = try await Stopwatch.span { try await sweep.run(jobs: 1) }
    add("run, each", running, each: count)
    let group = GroupCommit.standard.records
    let syncing = try await fsync(in: home["fsync"], records: group)
    add("fsync of \(group) records", syncing, each: 1)
    let groups = Double((count + group - 1) / group)
    let unsynced = Stopwatch.Span(
      wall: running.wall - groups * syncing.wall, processor: running.processor - groups * syncing.processor)
    add("run without fsync, each", unsynced, each: count)
    let training = try training(in: sweep, count)
    add("training itself, each", training, each: 1)
    add(
      "overhead of a run, each",
      Stopwatch.Span(
        wall: unsynced.wall / Double(count) - training.wall,
        processor: unsynced.processor / Double(count) - training.processor),
      each: 1)
    let names = try Files.names(in: sweep.store.recordsFolder)
    report.add("\(count) runs: files of records", "number", Double(names.count), "")
    let scan = try await Stopwatch.span { _ = try sweep.store.records() }
    add("scan of the records, in all", scan, each: 1)
    report.add("\(count) runs: scan of the records", "memory", ProcessMemory.largest / 1e6, "MB")
    let cores = Processors.available
    for jobs in Set([1, cores]).sorted() {
      let scan = try await Stopwatch.span { try await sweep.run(jobs: jobs) }
      add("resume scan, \(jobs) at once, in all", scan, each: 1)
    }
    let tables = try await Stopwatch.span {
      _ = try ResultTables(sweep.plan, store: sweep.store, provenance: Provenance(arguments: [])).write()
    }
    add("tables, in all", tables, each: 1)
    return report
  }

  /// What a training takes by itself, as the records of the first runs say.
  private func training(in sweep: BenchSweep, _ count: Int) throws -> Stopwatch.Span {
    let records = try sweep.store.records()
    let timings = try sweep.plan.runs.prefix(min(count, 10_000)).compactMap {
      try records.record(of: $0.id)?.timing
    }
    let each = 1 / Double(timings.count)
    return Stopwatch.Span(
      wall: timings.reduce(0) { $0 + $1.wallSeconds } * each,
      processor: timings.reduce(0) { $0 + $1.processorSeconds } * each)
  }

  /// What making a group of records durable takes: their file, and its folder.
  private func fsync(in folder: String, records: Int) async throws -> Stopwatch.Span {
    try Files.makeFolder(folder)
    let (count, group) = (50, [UInt8](repeating: 32, count: 500 * records))
    var (wall, processor) = (0.0, 0.0)
    let file = try OutputFile(creating: Files.join(folder, "segment"))
    for _ in 0..<count {
      try file.write(group)
      let first = try await Stopwatch.span { try file.synchronize() }
      let second = try await Stopwatch.span { try Files.synchronize(folder: folder) }
      wall += first.wall + second.wall
      processor += first.processor + second.processor
    }
    return Stopwatch.Span(wall: wall / Double(count), processor: processor / Double(count))
  }

  /// `sluice list` as a whole process.
  private func start(_ command: String) throws -> Report {
    var (wall, processor) = (Samples(), Samples())
    for _ in 0..<20 {
      let time = try ChildProcess(arguments: [command, "list"]).time()
      wall.add(time.wall)
      processor.add(time.processor)
    }
    var report = Report("runner", title: "`sluice list` as a process, median of 20")
    report.add("sluice list", "processor", processor.median * 1e3, "ms")
    report.add("sluice list", "clock", wall.median * 1e3, "ms")
    return report
  }
}
