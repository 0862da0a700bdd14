import ArgumentParser
import Benchmarks
import Glibc
import Running

/// `sluice-bench runner`: what a run costs when it has nothing to do.
struct RunnerBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "runner",
    abstract: "The cost of a run with next to no work, of resuming, and of starting the command.",
    discussion: """
      Times of the processor, all threads together, but where the clock is named. `fsync` is what making a record's file and \
      folder durable takes: it is part of `run`. A file system on disk has a price of its own on top: ext4 \
      passes over the places of files deleted in the last minutes, one by one, before it makes a new one. A folder in memory, \
      such as `/dev/shm`, shows what the runner itself takes.

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
    let syncing = try await fsync(in: home["fsync"])
    add("fsync, each", syncing, each: 1)
    add(
      "run without fsync, each",
      Stopwatch.Span(
        wall: running.wall / Double(count) - syncing.wall,
        processor: running.processor / Double(count) - syncing.processor), each: 1)
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

  /// What making one record durable takes: its file, and its folder once renamed.
  private func fsync(in folder: String) async throws -> Stopwatch.Span {
    try Files.makeFolder(folder)
    let (count, record) = (200, [UInt8](repeating: 32, count: 500))
    var (wall, processor) = (0.0, 0.0)
    for index in 0..<count {
      let path = Files.join(folder, "record-\(index)")
      let file = try OutputFile(creating: path)
      try file.write(record)
      let first = try await Stopwatch.span { try file.synchronize() }
      try file.close()
      rename(path, path + ".done")
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
